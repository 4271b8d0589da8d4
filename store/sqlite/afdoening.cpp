#include "store/sqlite/bevinding.hpp"
#include "store/sqlite/transaction.hpp"
#include "store/sqlite/verzoek.hpp"
#include "store/sqlite/werk.hpp"

#include <fmt/format.h>

#include <tuple>

/// The part of the writer that people's decisions go through.
namespace store::sqlite {
namespace {

std::span<std::byte const> bytes_of(std::string_view text) { return std::as_bytes(std::span(text)); }

} // namespace

std::string canonical(WerkId werk, WerkBesluit const& besluit) {
    std::string out = fmt::format("{} {} {}", werk, besluit.vandaag.days, besluit.gevolg.value_or(0));
    for (auto const* text : {&besluit.besluit, &besluit.door, &besluit.toelichting, &besluit.plaats, &besluit.code, &besluit.grond})
        out += fmt::format(" {}:{}", text->size(), *text);
    return out;
}

model::Result<std::optional<BerichtRecord>> SqliteTransaction::bericht(BerichtId id) { return read_bericht(db_, id); }

model::Result<std::optional<std::string>> SqliteTransaction::origineel(BerichtId id) { return read_origineel(db_, id); }

model::Result<void> SqliteTransaction::add_werk(BerichtId id, model::Message const& bericht, model::Date sinds,
                                                std::span<NieuwWerk const> items) {
    return sqlite::add_werk(db_, id, bericht, sinds, items);
}

model::Result<std::optional<Werk>> SqliteTransaction::werk(WerkId id) { return read_werk(db_, id); }

model::Result<void> SqliteTransaction::decide_werk(Werk const& werk, WerkBesluit const& besluit, bool klaar) {
    auto const index = static_cast<std::int64_t>(stand_.frontier.size());
    auto const sleutel = sleutel_van(werk.bericht);
    if (!sleutel) return std::unexpected(sleutel.error());
    if (auto done = add_besluit(db_, werk, besluit, klaar, index, *sleutel); !done) return done;
    audit::Nonce const nonce = nonce_();
    audit::Entry entry;
    entry.moment_ms = besluit.moment_ms;
    entry.gebeurtenis = "werkbesluit";
    entry.bericht = werk.bericht;
    auto const soort = model::to_string(werk.berichtsoort);
    entry.soort = soort;
    entry.uitkomst = besluit.besluit;
    // Who decided and why is personal: the log commits to it and does not tell it.
    auto const text = canonical(werk.id, besluit);
    entry.besluit = audit::commitment(nonce, bytes_of(text));
    return log(entry, nonce, *sleutel);
}

model::Result<bool> SqliteTransaction::honoreer(Werk const& werk, BerichtId toewijzing) {
    return honoreer_verzoek(db_, werk, toewijzing);
}

model::Result<void> SqliteTransaction::settle(BerichtId id, NieuweAfdoening const& nieuw) {
    auto const record = read_bericht(db_, id);
    if (!record) return std::unexpected(record.error());
    if (!*record || (*record)->uitkomst != model::Uitkomst::aangehouden)
        return std::unexpected(model::Error{model::ErrorCode::internal, "alleen een aangehouden bericht wordt afgedaan"});
    auto const sleutel = sleutel_van(id);
    if (!sleutel) return std::unexpected(sleutel.error());
    auto const besluit = write_content(*sleutel, bytes_of(nieuw.besluit_json));
    if (!besluit) return std::unexpected(besluit.error());
    model::Result<Blokken> retour = Blokken{};
    if (nieuw.retour_soort) retour = write_content(*sleutel, bytes_of(nieuw.retour_xml));
    if (!retour) return std::unexpected(retour.error());
    auto const retour_soort = nieuw.retour_soort ? std::optional(model::to_string(*nieuw.retour_soort)) : std::nullopt;
    auto insert = db_.query("INSERT INTO afdoening (bericht, moment_ms, vandaag, uitkomst, contract_label, contract_hash, schema_hash, "
                            "audit_index, besluit_blok, besluit_blokken, besluit_grootte, retour_soort, retour_blok, retour_blokken, "
                            "retour_grootte, versie_van) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, "
                            "(SELECT coalesce(max(id), 0) + 1 FROM toewijzing_versie))");
    auto done = insert.run(id, nieuw.moment_ms, nieuw.vandaag, model::name(nieuw.uitkomst), nieuw.contract_label, nieuw.contract_hash,
                           nieuw.schema_hash, static_cast<std::int64_t>(stand_.frontier.size()), besluit->eerste, besluit->aantal,
                           static_cast<std::int64_t>(nieuw.besluit_json.size()), retour_soort, retour->eerste, retour->aantal,
                           static_cast<std::int64_t>(nieuw.retour_xml.size()));
    if (done) done = book_bevindingen(db_, id, (*record)->vandaag, nieuw.bericht, nieuw.bevindingen);
    if (!done) return done;

    audit::Nonce const nonce = nonce_();
    audit::Entry entry;
    entry.moment_ms = nieuw.moment_ms;
    entry.gebeurtenis = "afdoening";
    entry.bericht = id;
    auto const soort = (*record)->soort ? model::to_string(*(*record)->soort) : std::string();
    entry.soort = soort;
    entry.afzender = (*record)->afzender;
    entry.ontvanger = (*record)->ontvanger;
    entry.identificatie = (*record)->identificatie;
    entry.uitkomst = model::name(nieuw.uitkomst);
    entry.contract_hash = nieuw.contract_hash;
    entry.schema_hash = nieuw.schema_hash;
    entry.besluit = audit::commitment(nonce, bytes_of(nieuw.besluit_json));
    if (nieuw.retour_soort) entry.retour = audit::commitment(nonce, bytes_of(nieuw.retour_xml));
    if (done = log(entry, nonce, *sleutel); !done) return done;
    auto const& [afzender, ontvanger] = std::tie((*record)->afzender, (*record)->ontvanger);
    if (nieuw.retour_soort)
        if (auto const uit = stuur({id, UitStuk::retour, ontvanger, afzender, nieuw.moment_ms, nieuw.retour_voor, {}}); !uit)
            return std::unexpected(uit.error());
    return nieuw.door ? zend_door(id, *nieuw.door, afzender, nieuw.moment_ms, nieuw.vandaag) : done;
}

} // namespace store::sqlite
