#pragma once

#include "store/audit.hpp"
#include "store/sqlite/historie.hpp"
#include "store/sqlite/logboek.hpp"
#include "store/sqlite/rows.hpp"

namespace store::sqlite {

class SqliteReader final : public Reader {
public:
    explicit SqliteReader(std::unique_ptr<Connection> db) : db_(std::move(db)), logboek_(*db_), historie_(*db_) {}

    model::Result<std::optional<BerichtRecord>> bericht(BerichtId id) override;
    model::Result<std::optional<std::string>> origineel(BerichtId id) override;
    model::Result<std::optional<std::string>> retour(BerichtId id) override;
    model::Result<std::optional<Keten>> keten(std::string_view gemeente, model::Domein domein, std::int64_t nummer,
                                              std::optional<model::Date> op) override;
    model::Result<std::vector<std::string>> besluiten(BerichtId id) override;
    model::Result<std::vector<BerichtRegel>> zoek_berichten(BerichtFilter const& filter, BerichtId voor, std::int64_t aantal) override;
    model::Result<std::vector<Telling>> tel_berichten(TelVraag const& vraag) override;
    model::Result<std::vector<WerkTelling>> tel_werk(std::string_view gemeente, std::string_view aanbieder, model::Date vandaag) override;
    model::Result<Gebeurd> gebeurd(std::optional<Gehoord> const& na, std::int64_t aantal) override;
    model::Result<std::vector<BevindingGroep>> groepeer_bevindingen(BevindingFilter const& filter, Groepeer per, bool per_maand) override;
    model::Result<std::vector<BevindingRegel>> bevindingen(BevindingFilter const& filter, std::optional<BevindingCursor> const& na,
                                                           std::int64_t aantal) override;
    model::Result<std::vector<Werk>> werkvoorraad(WerkFilter const& filter, std::optional<WerkCursor> const& na,
                                                  std::int64_t aantal) override;
    model::Result<std::optional<Werk>> werk(WerkId id) override;
    model::Result<std::vector<Uit>> uit_koppen() override;
    model::Result<std::vector<Uit>> uit_lijst(UitFilter const& filter, UitId na, std::int64_t aantal) override;
    model::Result<std::optional<Uit>> uit(UitId id) override;
    model::Result<std::optional<EnvelopUit>> envelop_uit(UitId id) override;
    model::Result<std::vector<Uit>> uit_met_termijn(std::int64_t aantal) override;
    model::Result<std::vector<Verwacht>> verwacht(std::int64_t aantal) override;
    model::Result<std::vector<StartVerwacht>> starts_verwacht(model::Date vandaag, std::int64_t aantal) override;
    model::Result<bool> ingediend_door(BerichtId bericht, std::string_view oin) override;
    model::Result<std::vector<VspInzending>> vsp_inzendingen(std::optional<std::string> const& traceer_id, std::string_view conversatie_id,
                                                             std::int64_t aantal) override;
    model::Result<std::optional<Uit>> doorgestuurd(BerichtId bericht) override;
    model::Result<std::vector<Bundel>> bundels() override;
    model::Result<std::optional<Bundel>> bundel(std::string_view hash_or_label) override;
    model::Result<std::vector<std::pair<model::Rekening, model::Stand>>> rekeningen(RekeningFilter const& filter) override;
    model::Result<std::vector<Boekingregel>> boekingen(RekeningFilter const& filter, std::int64_t na, std::int64_t aantal) override;
    model::Result<std::vector<model::Registratie>> registraties(std::string_view aanbieder) override;
    model::Result<void> rapport(model::RapportVraag const& vraag, model::RapportBezoeker& bezoeker) override;
    model::Result<std::vector<LopendProduct>> lopende_producten(std::span<std::string const> gemeenten, model::Date op) override;
    model::Result<Tellingen> tellingen() override;
    model::Result<std::vector<Inzage>> inzagen(InzageFilter const& filter, InzageId voor, std::int64_t aantal) override;
    model::Result<std::vector<BerichtId>> zonder_clienten(BerichtId na, std::int64_t aantal) override;
    model::Result<std::int64_t> inzagen_voor(std::int64_t moment_ms) override;
    model::Result<void> bewaren(BewaarBezoeker& bezoeker) override;
    model::Result<std::vector<Vasthouding>> vasthoudingen() override;
    model::Result<std::optional<Bewaarplan>> bewaarplan(std::string_view hash) override;
    model::Result<std::optional<Gebruiker>> gebruiker(std::string_view naam) override;
    model::Result<std::vector<Gebruiker>> gebruikers() override;
    Logboek& logboek() override { return logboek_; }
    Historie& historie() override { return historie_; }
    void stop_when(std::function<bool()> stop) override { db_->stop_when(std::move(stop)); }
    model::Result<void> check(std::function<bool()> const& stop) override;

private:
    std::unique_ptr<Connection> db_;
    SqliteLogboek logboek_;
    SqliteHistorie historie_;
};

/// The audit log's right edge as the database has it. Errors: store_corrupt.
model::Result<audit::Frontier> read_frontier(Connection& db);

} // namespace store::sqlite
