#include "store/sqlite/clienten.hpp"

#include "xsd/model/client.hpp"

#include <algorithm>
#include <cstddef>

namespace store::sqlite {

std::vector<Pseudoniem> pseudoniemen(Connection& db, model::Message const& bericht) {
    std::vector<Pseudoniem> out;
    model::each_client(bericht, [&](auto const& client) { out.push_back(db.sleutels().pseudoniem(client.bsn)); });
    std::ranges::sort(out);
    out.erase(std::ranges::unique(out).begin(), out.end());
    return out;
}

model::Result<void> note_clienten(Connection& db, BerichtId id, std::vector<Pseudoniem> const& clienten) {
    if (clienten.empty()) return {};
    std::string kort;
    kort.reserve(clienten.size() * kort_pseudoniem);
    for (auto const& client : clienten) kort += client.view().substr(0, kort_pseudoniem);
    auto row = db.query("INSERT INTO bericht_clienten (bericht, kort) VALUES (?1, ?2)");
    return row.run(id, std::as_bytes(std::span(kort)));
}

Herkenning::Herkenning(Connection& db, model::Message const& bericht) {
    model::each_client(bericht,
                       [&](auto const& client) { clienten_.emplace_back(db.sleutels().pseudoniem(client.bsn), std::string_view(client.bsn)); });
    std::ranges::sort(clienten_);
}

std::string Herkenning::bsn(std::string_view pseudoniem) const {
    auto const found = std::ranges::lower_bound(clienten_, pseudoniem, {}, [](auto const& client) { return client.first.view(); });
    return std::string(found == clienten_.end() || found->first.view() != pseudoniem ? pseudoniem : found->second);
}

} // namespace store::sqlite
