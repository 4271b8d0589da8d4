#include "store/sqlite/vergrendel.hpp"

#include "store/sqlite/clienten.hpp"
#include "store/sqlite/rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <string>
#include <tuple>
#include <vector>

namespace store::sqlite {
namespace {

constexpr std::int64_t berichten_per_stap = 200;
constexpr std::int64_t rijen_per_stap = 20'000;

/// Runs a step as one transaction.
template <class Step>
model::Result<void> in_een_keer(Connection& db, Step const& step) {
    if (auto begun = db.execute("BEGIN IMMEDIATE"); !begun) return begun;
    auto done = step();
    if (done) done = db.execute("COMMIT");
    if (!done) db.roll_back();
    return done;
}

/// The BSNs in the bytes of a message, as its elements have them. These bytes passed their schema; one that spells a BSN in another way
/// gets a key of its own, as a message of nobody does.
std::vector<std::string_view> bsns_in(std::string_view bytes) {
    constexpr std::string_view element = "Bsn>";
    constexpr std::size_t digits = 9;
    std::vector<std::string_view> out;
    for (auto at = bytes.find(element); at != std::string_view::npos; at = bytes.find(element, at + element.size())) {
        auto const text = bytes.substr(std::min(at + element.size(), bytes.size()), digits);
        if (text.size() == digits && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; })) out.push_back(text);
    }
    return out;
}

class Vergrendeling {
public:
    Vergrendeling(Connection& db, std::filesystem::path const& map, Voortgang const& voortgang) : db_(db), map_(map), voortgang_(voortgang) {}

    model::Result<void> alles() {
        for (auto const stap : {&Vergrendeling::berichten, &Vergrendeling::losse_nonces, &Vergrendeling::clienten, &Vergrendeling::enveloppen, &Vergrendeling::sluit_af})
            if (auto done = (this->*stap)(); !done) return done;
        return {};
    }

private:
    void meld(std::string const& text) const {
        if (voortgang_) voortgang_(text);
    }

    model::Result<void> berichten() {
        auto const tot = db_.getal("SELECT tot FROM overgang");
        if (!tot) return std::unexpected(tot.error());
        auto const laatste = db_.getal("SELECT coalesce(max(id), 0) FROM bericht");
        if (!laatste) return std::unexpected(laatste.error());
        for (auto van = *tot; van < *laatste; van += berichten_per_stap) {
            auto const einde = std::min(van + berichten_per_stap, *laatste);
            auto done = in_een_keer(db_, [&]() -> model::Result<void> {
                for (auto id = van + 1; id <= einde; ++id)
                    if (auto one = bericht(id); !one) return one;
                auto verder = db_.query("UPDATE overgang SET tot = ?1");
                return verder.run(einde);
            });
            if (!done) return done;
            meld(fmt::format("versleuteling: {} van {} berichten", einde, *laatste));
            if (auto emptied = db_.checkpoint(true); !emptied) return std::unexpected(emptied.error());
        }
        return {};
    }

    /// The key of a message, from what its own bytes say of clients.
    model::Result<SleutelId> sleutel_voor(std::int64_t id, std::string_view bytes, std::int64_t jaar) {
        std::vector<Pseudoniem> namen;
        for (auto const bsn : bsns_in(bytes)) namen.push_back(db_.sleutels().pseudoniem(bsn));
        std::ranges::sort(namen);
        namen.erase(std::ranges::unique(namen).begin(), namen.end());
        db_.sleutels().vergeet_clienten();
        if (namen.size() == 1) return db_.sleutels().van_client(namen.front(), jaar);
        if (auto done = note_clienten(db_, id, namen); !done) return std::unexpected(done.error());
        return db_.sleutels().van_bericht();
    }

    model::Result<void> bericht(std::int64_t id) {
        std::vector<Blokken> blokken;
        std::vector<std::byte> sha256;
        std::int64_t jaar = 0;
        std::string bytes;
        {
            auto row = db_.query("SELECT vandaag, vingerafdruk, origineel_blok, origineel_blokken, grootte, besluit_blok, besluit_blokken, "
                                 "retour_blok, retour_blokken FROM bericht WHERE id = ?1");
            auto const found = row.first(id);
            if (!found) return std::unexpected(found.error());
            if (!*found) return {};
            jaar = model::civil(row.date(0)).year;
            auto const blob = row.blob(1);
            sha256.assign(blob.begin(), blob.end());
            for (int column : {2, 5, 7}) blokken.push_back({row.integer(column), row.integer(column + 1)});
            auto content = read_content(db_, 0, blokken.front(), row.integer(4));
            if (!content) return std::unexpected(content.error());
            bytes = std::move(*content);
        }
        auto const sleutel = sleutel_voor(id, bytes, jaar);
        if (!sleutel) return std::unexpected(sleutel.error());
        std::vector<std::int64_t> bladen;
        {
            auto row = db_.query("SELECT besluit_blok, besluit_blokken, retour_blok, retour_blokken, audit_index FROM afdoening "
                                 "WHERE bericht = ?1");
            auto more = row.first(id);
            for (; more && *more; more = row.next()) {
                for (int column : {0, 2}) blokken.push_back({row.integer(column), row.integer(column + 1)});
                bladen.push_back(row.integer(4));
            }
            if (!more) return std::unexpected(more.error());
        }
        for (auto const& deel : blokken)
            for (auto blok = deel.eerste; blok < deel.eerste + deel.aantal; ++blok)
                if (auto done = sluit_blok(*sleutel, blok); !done) return done;
        {
            auto const dicht = db_.sleutels().dicht(*sleutel, Plaats::sha256, id, sha256);
            if (!dicht) return std::unexpected(dicht.error());
            auto row = db_.query("UPDATE bericht SET sleutel = ?2, sha256 = ?3, vingerafdruk = ?4 WHERE id = ?1");
            if (auto done = row.run(id, *sleutel, *dicht, db_.sleutels().vingerafdruk(sha256)); !done) return done;
        }
        if (auto done = toelichtingen(id, *sleutel, bladen); !done) return done;
        {
            auto row = db_.query("SELECT audit_index FROM bericht WHERE id = ?1");
            auto const found = row.first(id);
            if (!found) return std::unexpected(found.error());
            bladen.push_back(row.integer(0));
        }
        for (auto const blad : bladen)
            if (auto done = sluit_nonce(*sleutel, blad); !done) return done;
        return {};
    }

    model::Result<void> sluit_blok(SleutelId sleutel, std::int64_t id) {
        std::vector<std::byte> bytes;
        {
            auto row = db_.query("SELECT bytes FROM blok WHERE id = ?1");
            auto const found = row.first(id);
            if (!found) return std::unexpected(found.error());
            if (!*found) return std::unexpected(model::Error{model::ErrorCode::store_corrupt, "een blok van een bericht ontbreekt"});
            auto const blob = row.blob(0);
            bytes.assign(blob.begin(), blob.end());
        }
        auto const dicht = db_.sleutels().dicht(sleutel, Plaats::blok, id, bytes);
        if (!dicht) return std::unexpected(dicht.error());
        auto row = db_.query("UPDATE blok SET bytes = ?2 WHERE id = ?1");
        return row.run(id, *dicht);
    }

    /// What people wrote with their decisions on a message; adds the leaves of these.
    model::Result<void> toelichtingen(std::int64_t id, SleutelId sleutel, std::vector<std::int64_t>& bladen) {
        std::vector<std::tuple<std::int64_t, std::int64_t, std::string>> rijen;
        {
            auto row = db_.query("SELECT b.id, b.audit_index, b.toelichting FROM werk w JOIN werk_besluit b ON b.werk = w.id "
                                 "WHERE w.bericht = ?1");
            auto more = row.first(id);
            for (; more && *more; more = row.next()) rijen.emplace_back(row.integer(0), row.integer(1), row.string(2));
            if (!more) return std::unexpected(more.error());
        }
        auto put = db_.query("UPDATE werk_besluit SET toelichting = '', toelichting_dicht = ?2 WHERE id = ?1");
        for (auto const& [rij, blad, text] : rijen) {
            auto const dicht = db_.sleutels().dicht(sleutel, Plaats::toelichting, blad, std::as_bytes(std::span(text)));
            if (!dicht) return std::unexpected(dicht.error());
            if (auto done = put.run(rij, *dicht); !done) return done;
            bladen.push_back(blad);
        }
        return {};
    }

    model::Result<void> sluit_nonce(SleutelId sleutel, std::int64_t id) {
        std::vector<std::byte> nonce;
        {
            auto row = db_.query("SELECT nonce FROM audit_nonce WHERE id = ?1 AND sleutel IS NULL");
            auto const found = row.first(id);
            if (!found) return std::unexpected(found.error());
            if (!*found) return {};
            auto const blob = row.blob(0);
            nonce.assign(blob.begin(), blob.end());
        }
        auto const dicht = db_.sleutels().dicht(sleutel, Plaats::nonce, id, nonce);
        if (!dicht) return std::unexpected(dicht.error());
        auto row = db_.query("UPDATE audit_nonce SET nonce = ?2, sleutel = ?3 WHERE id = ?1");
        return row.run(id, *dicht, sleutel);
    }

    model::Result<void> losse_nonces() {
        return in_een_keer(db_, [&]() -> model::Result<void> {
            std::vector<std::int64_t> los;
            {
                auto row = db_.query("SELECT id FROM audit_nonce WHERE sleutel IS NULL");
                auto more = row.first();
                for (; more && *more; more = row.next()) los.push_back(row.integer(0));
                if (!more) return std::unexpected(more.error());
            }
            for (auto const id : los)
                if (auto done = sluit_nonce(algemene_sleutel, id); !done) return done;
            return {};
        });
    }

    model::Result<void> clienten() {
        if (auto done = db_.functie("pseudoniem", [this](std::string_view bsn) { return std::string(db_.sleutels().pseudoniem(bsn).view()); });
            !done)
            return done;
        // A pseudonym is longer than a BSN, so what is done is seen.
        for (std::string_view const tabel : {"toewijzing_versie", "prestatie", "aanlevering", "verzoek_stap", "inzet_stap"}) {
            meld(fmt::format("versleuteling: tabel {}", tabel));
            auto const highest = db_.getal(fmt::format("SELECT coalesce(max(id), 0) FROM {}", tabel));
            if (!highest) return std::unexpected(highest.error());
            for (std::int64_t van = 1; van <= *highest; van += rijen_per_stap) {
                auto const done = db_.execute(fmt::format("UPDATE {} SET bsn = pseudoniem(bsn) WHERE id >= {} AND id < {} AND length(bsn) < 22",
                                                          tabel, van, van + rijen_per_stap));
                db_.sleutels().vergeet_clienten();
                if (!done) return done;
                if (db_.wal_pages() > rijen_per_stap / 2)
                    if (auto emptied = db_.checkpoint(true); !emptied) return std::unexpected(emptied.error());
            }
        }
        for (std::string_view const tabel : {"toewijzing", "client_toewijzing", "verzoek", "inzet"}) {
            auto const done = db_.execute(fmt::format("UPDATE {} SET bsn = pseudoniem(bsn) WHERE length(bsn) < 22", tabel));
            db_.sleutels().vergeet_clienten();
            if (!done) return done;
        }
        return {};
    }

    /// Their fingerprints look the same before and after, so they go at once with the end of it all.
    model::Result<void> enveloppen() {
        return in_een_keer(db_, [&]() -> model::Result<void> {
            auto const state = db_.getal("SELECT tot FROM overgang");
            if (!state) return std::unexpected(state.error());
            if (*state == klaar) return {};
            auto const highest = db_.getal("SELECT coalesce(max(id), 0) FROM envelop");
            if (!highest) return std::unexpected(highest.error());
            for (std::int64_t id = 1; id <= *highest; ++id) {
                std::vector<std::byte> sha256;
                {
                    auto row = db_.query("SELECT vingerafdruk FROM envelop WHERE id = ?1");
                    auto const found = row.first(id);
                    if (!found) return std::unexpected(found.error());
                    if (!*found) continue;
                    auto const blob = row.blob(0);
                    sha256.assign(blob.begin(), blob.end());
                }
                auto put = db_.query("UPDATE envelop SET vingerafdruk = ?2 WHERE id = ?1");
                if (auto done = put.run(id, db_.sleutels().vingerafdruk(sha256)); !done) return done;
            }
            auto done = db_.query("UPDATE overgang SET tot = ?1");
            return done.run(klaar);
        });
    }

    model::Result<void> sluit_af() {
        meld("versleuteling: de databank wordt opnieuw geschreven");
        if (auto done = db_.herschrijf(map_); !done) return done;
        // Before it counts as done: the log still has pages of what was.
        auto const emptied = db_.checkpoint(true);
        if (!emptied) return std::unexpected(emptied.error());
        if (!*emptied)
            return std::unexpected(model::Error{model::ErrorCode::store_busy, "de opslag wordt gelezen terwijl ze wordt versleuteld; sluit de lezer"});
        if (auto done = db_.execute("DELETE FROM overgang"); !done) return done;
        meld("versleuteling: klaar");
        return {};
    }

    static constexpr std::int64_t klaar = INT64_MAX;

    Connection& db_;
    std::filesystem::path const& map_;
    Voortgang const& voortgang_;
};

} // namespace

model::Result<void> vergrendel(Connection& db, std::filesystem::path const& map, Voortgang const& voortgang) {
    auto const bezig = db.getal("SELECT EXISTS (SELECT 1 FROM overgang)");
    if (!bezig) return std::unexpected(bezig.error());
    return *bezig == 0 ? model::Result<void>() : Vergrendeling(db, map, voortgang).alles();
}

} // namespace store::sqlite
