#include "store/sqlite/sleutels.hpp"

#include "store/sqlite/connection.hpp"

#include <fmt/format.h>

#include <utility>

namespace store::sqlite {
namespace {

constexpr std::size_t most_known = 64;
constexpr std::size_t meeste_clienten = 65'536; ///< more than one message names

std::unexpected<model::Error> wrong(std::string why) { return std::unexpected(model::Error{model::ErrorCode::wrong_use, std::move(why)}); }

} // namespace

Sleutels::Sleutels(Connection& db, std::shared_ptr<Kluis const> kluis) : db_(db), kluis_(std::move(kluis)) {}

model::Result<void> Sleutels::begin(bool maak) {
    auto zoek = lees(zoek_sleutel);
    if (!zoek && zoek.error().code == model::ErrorCode::not_found && maak) {
        if (auto begun = db_.execute("BEGIN IMMEDIATE"); !begun) return begun;
        zoek = slot_.toeval().sleutel();
        auto added = voeg_toe(zoek_sleutel, "zoek", std::nullopt, std::nullopt, *zoek);
        if (added) added = voeg_toe(algemene_sleutel, "algemeen", std::nullopt, std::nullopt, slot_.toeval().sleutel());
        auto done = added ? db_.execute("COMMIT") : std::unexpected(added.error());
        if (!done) {
            db_.roll_back();
            return done;
        }
    }
    if (!zoek) return std::unexpected(zoek.error());
    zoek_.emplace(*zoek);
    return {};
}

Pseudoniem Sleutels::pseudoniem(std::string_view bsn) {
    if (clienten_.size() >= meeste_clienten) clienten_.clear();
    auto const [place, added] = clienten_.try_emplace(std::string(bsn));
    if (added) place->second = zoek_->pseudoniem(bsn);
    return place->second;
}

Pseudoniem Sleutels::niemand() { return store::pseudoniem(slot_.toeval().neem(16).first<16>()); }

model::Result<SleutelId> Sleutels::voeg_toe(std::optional<SleutelId> id, std::string_view soort, std::optional<std::string_view> client,
                                            std::optional<std::int64_t> periode, Sleutel const& sleutel) {
    if (!id) {
        // The tag covers the number, so it is known before the row is there.
        auto last = db_.query("SELECT coalesce(max(id), 0) + 1 FROM sleutel");
        if (auto const found = last.first(); !found) return std::unexpected(found.error());
        id = last.integer(0);
    }
    auto const& hoofd = kluis_->nieuwste();
    auto insert = db_.query("INSERT INTO sleutel (id, soort, client, periode, hoofdsleutel, ingepakt) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
    auto const done = insert.run(*id, soort, client, periode, hoofd.id, slot_.dicht(hoofd.sleutel, Plaats::sleutel, *id, sleutel.bytes()));
    if (!done) return std::unexpected(done.error());
    if (bekend_.size() >= most_known) bekend_.clear();
    bekend_.insert_or_assign(*id, sleutel);
    return *id;
}

model::Result<Sleutel> Sleutels::lees(SleutelId id) {
    if (auto const known = bekend_.find(id); known != bekend_.end()) return known->second;
    auto row = db_.query("SELECT hoofdsleutel, ingepakt FROM sleutel WHERE id = ?1");
    auto const found = row.first(id);
    if (!found) return std::unexpected(found.error());
    if (!*found || row.null(1))
        return std::unexpected(model::Error{*found ? model::ErrorCode::store_corrupt : model::ErrorCode::not_found,
                                            fmt::format("sleutel {} van de opslag is er niet{}", id, *found ? " meer" : "")});
    auto const* hoofd = kluis_->vind(row.text(0));
    if (hoofd == nullptr)
        return wrong(fmt::format("De opslag is versleuteld met hoofdsleutel {}, en die staat niet in het sleutelbestand: zet het bestand "
                                 "terug dat bij deze opslag hoort (instelling hoofdsleutel, optie --hoofdsleutel).",
                                 row.text(0)));
    auto const bytes = slot_.open(*hoofd, Plaats::sleutel, id, row.blob(1));
    if (bytes.size() != 32)
        return std::unexpected(model::Error{model::ErrorCode::store_corrupt,
                                            fmt::format("sleutel {} van de opslag is beschadigd; zet een reservekopie terug", id)});
    Sleutel const sleutel(bytes);
    if (bekend_.size() >= most_known) bekend_.clear();
    bekend_.insert_or_assign(id, sleutel);
    return sleutel;
}

model::Result<SleutelId> Sleutels::van_client(Pseudoniem const& client, std::int64_t jaar) {
    {
        auto row = db_.query("SELECT id FROM sleutel WHERE client = ?1 AND periode = ?2");
        auto const found = row.first(client, jaar);
        if (!found) return std::unexpected(found.error());
        if (*found) return row.integer(0);
    }
    return voeg_toe(std::nullopt, "client", client.view(), jaar, slot_.toeval().sleutel());
}

model::Result<SleutelId> Sleutels::van_bericht() {
    return voeg_toe(std::nullopt, "bericht", std::nullopt, std::nullopt, slot_.toeval().sleutel());
}

model::Result<void> Sleutels::vernietig(SleutelId id, std::int64_t moment_ms) {
    bekend_.erase(id);
    auto row = db_.query("UPDATE sleutel SET ingepakt = NULL, client = NULL, vernietigd_ms = ?2 WHERE id = ?1");
    return row.run(id, moment_ms);
}

model::Result<void> Sleutels::pak_opnieuw_in(SleutelId id) {
    auto const sleutel = lees(id);
    if (!sleutel) return std::unexpected(sleutel.error());
    auto const& hoofd = kluis_->nieuwste();
    auto row = db_.query("UPDATE sleutel SET hoofdsleutel = ?2, ingepakt = ?3 WHERE id = ?1");
    return row.run(id, hoofd.id, slot_.dicht(hoofd.sleutel, Plaats::sleutel, id, sleutel->bytes()));
}

model::Result<std::span<std::byte const>> Sleutels::dicht(SleutelId id, Plaats plaats, std::int64_t nummer,
                                                          std::span<std::byte const> bytes) {
    if (id == 0) return bytes;
    auto const sleutel = lees(id);
    if (!sleutel) return std::unexpected(sleutel.error());
    return slot_.dicht(*sleutel, plaats, nummer, bytes);
}

model::Result<std::span<std::byte const>> Sleutels::open(SleutelId id, Plaats plaats, std::int64_t nummer,
                                                         std::span<std::byte const> bytes) {
    if (id == 0) return bytes;
    auto const sleutel = lees(id);
    if (!sleutel) return std::unexpected(sleutel.error());
    auto const open = slot_.open(*sleutel, plaats, nummer, bytes);
    if (open.empty() && bytes.size() != Slot::meer)
        return std::unexpected(model::Error{model::ErrorCode::store_corrupt,
                                            "opgeslagen inhoud is beschadigd: hij past niet bij zijn sleutel; zet een reservekopie terug"});
    return open;
}

} // namespace store::sqlite
