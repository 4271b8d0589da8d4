#include "store/sqlite/reader.hpp"

#include "store/sqlite/envelop.hpp"
#include "store/sqlite/grootboek.hpp"
#include "store/sqlite/bevinding.hpp"
#include "store/sqlite/keten.hpp"
#include "store/sqlite/lopend.hpp"
#include "store/sqlite/uit.hpp"
#include "store/sqlite/rapport.hpp"
#include "store/sqlite/registratie.hpp"
#include "store/sqlite/start.hpp"
#include "store/sqlite/werk.hpp"
#include "store/sqlite/zoek.hpp"

#include <algorithm>

namespace store::sqlite {

model::Result<std::optional<BerichtRecord>> SqliteReader::bericht(BerichtId id) { return read_bericht(*db_, id); }

model::Result<std::optional<std::string>> SqliteReader::origineel(BerichtId id) { return read_origineel(*db_, id); }

model::Result<std::optional<std::string>> SqliteReader::retour(BerichtId id) { return read_retour(*db_, id); }

model::Result<std::vector<std::string>> SqliteReader::besluiten(BerichtId id) { return read_besluiten(*db_, id); }

model::Result<std::vector<BerichtRegel>> SqliteReader::zoek_berichten(BerichtFilter const& filter, BerichtId voor, std::int64_t aantal) {
    return read_berichten(*db_, filter, voor, aantal);
}

model::Result<std::vector<Telling>> SqliteReader::tel_berichten(TelVraag const& vraag) { return read_tellingen(*db_, vraag); }

model::Result<std::vector<WerkTelling>> SqliteReader::tel_werk(std::string_view gemeente, std::string_view aanbieder, model::Date vandaag) {
    return read_werktellingen(*db_, gemeente, aanbieder, vandaag);
}

model::Result<Gebeurd> SqliteReader::gebeurd(std::optional<Gehoord> const& na, std::int64_t aantal) {
    return read_gebeurd(*db_, na, aantal);
}

model::Result<std::vector<BevindingGroep>> SqliteReader::groepeer_bevindingen(BevindingFilter const& filter, Groepeer per, bool per_maand) {
    return read_groepen(*db_, filter, per, per_maand);
}

model::Result<std::vector<BevindingRegel>> SqliteReader::bevindingen(BevindingFilter const& filter, std::optional<BevindingCursor> const& na,
                                                                     std::int64_t aantal) {
    return read_bevindingen(*db_, filter, na, aantal);
}

model::Result<std::vector<Werk>> SqliteReader::werkvoorraad(WerkFilter const& filter, std::optional<WerkCursor> const& na,
                                                            std::int64_t aantal) {
    return read_werkvoorraad(*db_, filter, na, aantal);
}

model::Result<std::optional<Werk>> SqliteReader::werk(WerkId id) { return read_werk(*db_, id); }

model::Result<std::optional<Keten>> SqliteReader::keten(std::string_view gemeente, model::Domein domein, std::int64_t nummer,
                                                        std::optional<model::Date> op) {
    return read_keten(*db_, gemeente, domein, nummer, op);
}

model::Result<std::vector<Uit>> SqliteReader::uit_koppen() { return read_uit_koppen(*db_); }

model::Result<std::vector<Uit>> SqliteReader::uit_lijst(UitFilter const& filter, UitId na, std::int64_t aantal) {
    return read_uit_lijst(*db_, filter, na, aantal);
}

model::Result<std::optional<Uit>> SqliteReader::uit(UitId id) { return read_uit(*db_, id); }

model::Result<std::optional<EnvelopUit>> SqliteReader::envelop_uit(UitId id) { return read_envelop_uit(*db_, id); }

model::Result<std::vector<Uit>> SqliteReader::uit_met_termijn(std::int64_t aantal) { return read_uit_met_termijn(*db_, aantal); }

model::Result<std::vector<Verwacht>> SqliteReader::verwacht(std::int64_t aantal) { return read_verwacht(*db_, aantal); }

model::Result<std::vector<StartVerwacht>> SqliteReader::starts_verwacht(model::Date vandaag, std::int64_t aantal) {
    return read_starts_verwacht(*db_, vandaag, aantal);
}

model::Result<bool> SqliteReader::ingediend_door(BerichtId bericht, std::string_view oin) { return read_ingediend_door(*db_, bericht, oin); }

model::Result<std::vector<VspInzending>> SqliteReader::vsp_inzendingen(std::optional<std::string> const& traceer_id,
                                                                       std::string_view conversatie_id, std::int64_t aantal) {
    return read_vsp_inzendingen(*db_, traceer_id, conversatie_id, aantal);
}

model::Result<std::optional<Uit>> SqliteReader::doorgestuurd(BerichtId bericht) { return read_doorgestuurd(*db_, bericht); }

model::Result<std::vector<Bundel>> SqliteReader::bundels() { return read_bundels(*db_); }

model::Result<std::optional<Bundel>> SqliteReader::bundel(std::string_view hash_or_label) { return read_bundel(*db_, hash_or_label); }

model::Result<std::vector<std::pair<model::Rekening, model::Stand>>> SqliteReader::rekeningen(RekeningFilter const& filter) {
    return read_rekeningen(*db_, filter);
}

model::Result<std::vector<Boekingregel>> SqliteReader::boekingen(RekeningFilter const& filter, std::int64_t na, std::int64_t aantal) {
    return read_boekingen(*db_, filter, na, aantal);
}

model::Result<std::vector<model::Registratie>> SqliteReader::registraties(std::string_view aanbieder) {
    return read_registraties(*db_, aanbieder);
}

model::Result<void> SqliteReader::rapport(model::RapportVraag const& vraag, model::RapportBezoeker& bezoeker) {
    if (auto begun = db_->execute("BEGIN"); !begun) return begun;
    auto done = read_rapport(*db_, vraag, bezoeker);
    db_->roll_back();
    return done;
}

model::Result<std::vector<LopendProduct>> SqliteReader::lopende_producten(std::span<std::string const> gemeenten, model::Date op) {
    return read_lopende_producten(*db_, gemeenten, op);
}

model::Result<Reader::Tellingen> SqliteReader::tellingen() {
    // Messages are numbered without gaps, so the highest number is how many there are.
    auto row = db_->query("SELECT (SELECT coalesce(max(id), 0) FROM bericht), (SELECT count(*) FROM uit WHERE toestand = 'wacht'), "
                          "(SELECT count(*) FROM uit WHERE toestand = 'opgegeven')");
    auto const found = row.first();
    if (!found) return std::unexpected(found.error());
    auto const frontier = read_frontier(*db_);
    if (!frontier) return std::unexpected(frontier.error());
    return Tellingen{row.integer(0), row.integer(1), row.integer(2), static_cast<std::int64_t>(frontier->size()), audit::hex(frontier->root())};
}

model::Result<void> SqliteReader::check(std::function<bool()> const& stop) {
    std::vector<std::string> tables;
    {
        auto row = db_->query("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid");
        auto more = row.first();
        for (; more && *more; more = row.next()) tables.push_back(row.string(0));
        if (!more) return std::unexpected(more.error());
    }
    db_->stop_when(stop);
    if (auto done = db_->lees_paginas(stop); !done) return done;
    for (auto const& table : tables) {
        // A table at a time, so that no snapshot stays open for long: the log can only be emptied between them.
        auto row = db_->query("SELECT quick_check FROM pragma_quick_check(?1) LIMIT 1");
        auto const found = row.first(table);
        if (stop()) return {};
        if (!found) return std::unexpected(found.error());
        if (!*found || row.text(0) != "ok")
            return std::unexpected(model::Error{model::ErrorCode::store_corrupt, "de databank is beschadigd; zet een reservekopie terug"});
    }
    return {};
}

model::Result<audit::Frontier> read_frontier(Connection& db) {
    auto row = db.query("SELECT aantal, knopen FROM audit_rand WHERE id = 1");
    auto const found = row.first();
    if (!found) return std::unexpected(found.error());
    std::optional<audit::Frontier> frontier;
    if (*found && row.integer(0) >= 0 && row.blob(1).size() % sizeof(audit::Hash) == 0) {
        auto const bytes = row.blob(1);
        std::vector<audit::Hash> nodes(bytes.size() / sizeof(audit::Hash));
        for (std::size_t i = 0; i < nodes.size(); ++i)
            std::ranges::copy(bytes.subspan(i * sizeof(audit::Hash), sizeof(audit::Hash)), nodes[i].begin());
        frontier = audit::Frontier::from(static_cast<std::uint64_t>(row.integer(0)), std::move(nodes));
    }
    if (!frontier)
        return std::unexpected(
            model::Error{model::ErrorCode::store_corrupt, "de rand van het auditlog is onleesbaar; zet een reservekopie terug"});
    return std::move(*frontier);
}

} // namespace store::sqlite
