#include "gateway/http/termijnen.hpp"

#include "gateway/http/from_store.hpp"
#include "gateway/http/lijst.hpp"
#include "gateway/termijnen.hpp"

#include <boost/json.hpp>

#include <array>

namespace gateway::http {

namespace {

constexpr std::int64_t of_each_kind = 500;

} // namespace

boost::asio::awaitable<Answer> termijnen(Services& services, Verzoek const& verzoek) {
    auto const csv = wil_csv(verzoek.doel, verzoek.accept);
    if (!csv) co_return problem(400, csv.error());
    auto const vandaag = services.klok().vandaag;
    Lookup lookup = [vandaag, csv = *csv, &kalender = services.pipeline.kalender()](store::Reader& reader) -> model::Result<Answer> {
        auto const open = open_termijnen(reader, kalender, vandaag, of_each_kind);
        if (!open) return std::unexpected(open.error());
        static constexpr std::array<Kolom, 7> kolommen{
            {{"soort"}, {"termijn"}, {"werkdagen"}, {"te_laat"}, {"berichtsoort"}, {"organisatie"}, {"bericht"}}};
        Lijst lijst{"termijnen", {}, std::nullopt, kolommen, {}};
        for (auto const& termijn : *open) lijst.rijen.push_back(termijn_json(termijn, vandaag, kalender));
        lijst.verder["vandaag"] = model::to_string(vandaag);
        return toon_lijst(std::move(lijst), csv);
    };
    Answer answer = co_await from_store(services, std::move(lookup));
    co_return answer;
}

} // namespace gateway::http
