#include "store/sqlite/transaction.hpp"

#include "store/sqlite/bevinding.hpp"
#include "store/sqlite/clienten.hpp"
#include "store/sqlite/grootboek.hpp"
#include "store/sqlite/keten.hpp"
#include "store/sqlite/levering.hpp"
#include "store/sqlite/retour.hpp"
#include "store/sqlite/start.hpp"
#include "store/sqlite/uit.hpp"
#include "store/sqlite/verzoek.hpp"

#include <cassert>

namespace store::sqlite {
namespace {

std::optional<std::string> text(std::optional<model::BerichtSoort> const& soort) {
    if (!soort) return std::nullopt;
    return model::to_string(*soort);
}

/// Whose active bundle is remembered: more gemeenten than there are.
constexpr std::size_t most_gemeenten = 500;

std::span<std::byte const> bytes_of(std::string_view text) { return std::as_bytes(std::span(text)); }

} // namespace

model::Result<std::optional<BerichtRecord>> SqliteTransaction::find_same(std::string_view sha256) {
    if (kladblok_) return std::nullopt; // history has every content once
    return read_same(db_, sha256);
}

model::Result<BerichtId> SqliteTransaction::next_id() { return stand_.next_bericht; }

model::Result<Blokken> SqliteTransaction::write_content(SleutelId sleutel, std::span<std::byte const> bytes) {
    Blokken const blokken{stand_.next_blok, 0};
    auto insert = db_.query("INSERT INTO blok (id, bytes) VALUES (?1, ?2)");
    auto const done = compressor_.compress(bytes, [&](std::span<std::byte const> piece) -> model::Result<void> {
        auto const id = stand_.next_blok++;
        auto const dicht = db_.sleutels().dicht(sleutel, Plaats::blok, id, piece);
        if (!dicht) return std::unexpected(dicht.error());
        return insert.run(id, *dicht);
    });
    if (!done) return std::unexpected(done.error());
    return Blokken{blokken.eerste, stand_.next_blok - blokken.eerste};
}

model::Result<void> SqliteTransaction::log(audit::Entry entry, std::optional<audit::Nonce> const& nonce, SleutelId sleutel) {
    if (kladblok_) return {};
    entry.index = stand_.frontier.size();
    auto const index = static_cast<std::int64_t>(entry.index);
    auto const bytes = audit::encode(entry);
    auto const hash = audit::leaf_hash(bytes);
    auto leaf = db_.query("INSERT INTO audit_leaf (id, entry, hash) VALUES (?1, ?2, ?3)");
    if (auto done = leaf.run(index, bytes, hash); !done) return done;
    if (nonce) {
        auto const dicht = db_.sleutels().dicht(sleutel, Plaats::nonce, index, *nonce);
        if (!dicht) return std::unexpected(dicht.error());
        auto key = db_.query("INSERT INTO audit_nonce (id, nonce, sleutel) VALUES (?1, ?2, ?3)");
        if (auto done = key.run(index, *dicht, sleutel); !done) return done;
    }
    stand_.frontier.append(hash);
    return {};
}

model::Result<SleutelId> SqliteTransaction::sleutel_van(BerichtId id) {
    auto row = db_.query("SELECT sleutel FROM bericht WHERE id = ?1");
    auto const found = row.first(id);
    if (!found) return std::unexpected(found.error());
    return *found ? row.integer(0) : 0;
}

model::Result<SleutelId> SqliteTransaction::sleutel_voor(BerichtId id, NieuwBericht const& nieuw) {
    std::vector<Pseudoniem> clienten;
    if (nieuw.bericht != nullptr) clienten = pseudoniemen(db_, *nieuw.bericht);
    if (clienten.size() == 1) return db_.sleutels().van_client(clienten.front(), model::civil(nieuw.ontvangst.vandaag).year);
    if (auto done = note_clienten(db_, id, clienten); !done) return std::unexpected(done.error());
    return db_.sleutels().van_bericht();
}

bool SqliteTransaction::bewaart_tekst(NieuwBericht const& nieuw) const {
    // What people decide on is read again: what is parked, and verzoeken, which are answered by a message of our own.
    bool const verzoek = nieuw.soort && (nieuw.soort->nummer == 315 || nieuw.soort->nummer == 317);
    return !kladblok_ || nieuw.eigen || verzoek || nieuw.uitkomst == model::Uitkomst::aangehouden;
}

model::Result<BerichtId> SqliteTransaction::save(NieuwBericht const& nieuw) {
    auto const& ontvangst = nieuw.ontvangst;
    auto const* header = nieuw.bericht == nullptr ? nullptr : &model::header(*nieuw.bericht);
    std::string_view const afzender = header == nullptr ? std::string_view() : header->afzender;
    std::string_view const ontvanger = header == nullptr ? std::string_view() : header->ontvanger;
    std::string_view const identificatie = header == nullptr ? std::string_view() : header->bericht_identificatie.identificatie;
    auto const soort = text(nieuw.soort);
    auto const id = stand_.next_bericht;

    bool const gelezen_later = bewaart_tekst(nieuw);
    auto const sleutel = gelezen_later ? sleutel_voor(id, nieuw) : algemene_sleutel;
    if (!sleutel) return std::unexpected(sleutel.error());
    model::Result<Blokken> origineel = Blokken{};
    if (header != nullptr && gelezen_later) origineel = write_content(*sleutel, ontvangst.bytes);
    if (!origineel) return std::unexpected(origineel.error());
    model::Result<Blokken> besluit = Blokken{};
    if (gelezen_later) besluit = write_content(*sleutel, bytes_of(nieuw.besluit_json));
    if (!besluit) return std::unexpected(besluit.error());
    model::Result<Blokken> retour = Blokken{};
    if (nieuw.retour_soort && gelezen_later) retour = write_content(*sleutel, bytes_of(nieuw.retour_xml));
    if (!retour) return std::unexpected(retour.error());

    std::optional<std::span<std::byte const>> sha256; // history tells a scratch store what it is
    std::array<std::byte, 32> vingerafdruk{};         // which only find_same() asks for
    if (!kladblok_) {
        auto const bytes = audit::from_hex(ontvangst.sha256);
        if (!bytes) return std::unexpected(model::Error{model::ErrorCode::internal, "een SHA-256 die geen hex is"});
        auto dicht = db_.sleutels().dicht(*sleutel, Plaats::sha256, id, *bytes);
        if (!dicht) return std::unexpected(dicht.error());
        sha256 = *dicht;
        vingerafdruk = db_.sleutels().vingerafdruk(*bytes);
    }
    auto const bewaard = [&](std::string const& hash) { return gelezen_later ? std::string_view(hash) : std::string_view(); };
    auto insert = db_.query(
        "INSERT INTO bericht (id, moment_ms, vandaag, kanaal, vingerafdruk, grootte, soort, afzender, ontvanger, identificatie, uitkomst, "
        "contract_label, contract_hash, schema_hash, audit_index, origineel_blok, origineel_blokken, besluit_blok, besluit_blokken, "
        "besluit_grootte, retour_soort, retour_blok, retour_blokken, retour_grootte, sleutel, sha256) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, "
        "?8, ?9, ?10, "
        "?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26)");
    auto done = insert.run(id, ontvangst.moment_ms, ontvangst.vandaag, ontvangst.kanaal, vingerafdruk,
                           static_cast<std::int64_t>(ontvangst.bytes.size()), soort, afzender, ontvanger, identificatie,
                           model::name(nieuw.uitkomst), nieuw.contract_label, bewaard(nieuw.contract_hash), bewaard(nieuw.schema_hash),
                           static_cast<std::int64_t>(stand_.frontier.size()), origineel->eerste, origineel->aantal, besluit->eerste,
                           besluit->aantal, static_cast<std::int64_t>(nieuw.besluit_json.size()), text(nieuw.retour_soort), retour->eerste,
                           retour->aantal, static_cast<std::int64_t>(nieuw.retour_xml.size()), *sleutel, sha256);
    if (!done) return std::unexpected(done.error());

    if (nieuw.bericht != nullptr) {
        auto eerste = db_.query("INSERT OR IGNORE INTO identificatie (afzender, soort, sleutel, bericht) VALUES (?1, ?2, ?3, ?4)");
        done = eerste.run(afzender, model::to_string(nieuw.bericht->soort), nieuw.bericht->identificatie_sleutel, id);
        if (!done) return std::unexpected(done.error());
        if (auto const* gelezen = std::get_if<model::Bericht323>(&nieuw.bericht->inhoud)) {
            auto const& declaratie = gelezen->declaratie;
            auto row = db_.query("INSERT INTO declaratie (bericht, nummer, begin, einde, basisschema_versie, berichtschema_versie) "
                                 "VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
            done =
                row.run(id, declaratie.declaratie_nummer, declaratie.declaratie_periode.begindatum, declaratie.declaratie_periode.einddatum,
                        gelezen->header.xsd_versie.basisschema_xsd_versie, gelezen->header.xsd_versie.bericht_xsd_versie);
            if (!done) return std::unexpected(done.error());
        }
    }

    if (!kladblok_) done = book_bevindingen(db_, id, ontvangst.vandaag, nieuw.bericht, nieuw.bevindingen);
    if (!done) return std::unexpected(done.error());
    if (done = leg_vast(id, nieuw, *sleutel); !done) return std::unexpected(done.error());
    if (done = zend_uit(id, nieuw, afzender, ontvanger); !done) return std::unexpected(done.error());
    ++stand_.next_bericht;
    return id;
}

model::Result<void> SqliteTransaction::leg_vast(BerichtId id, NieuwBericht const& nieuw, SleutelId sleutel) {
    if (kladblok_) return {};
    audit::Nonce const nonce = nonce_();
    audit::Entry entry;
    entry.moment_ms = nieuw.ontvangst.moment_ms;
    entry.gebeurtenis = "bericht";
    entry.bericht = id;
    auto const soort = text(nieuw.soort);
    if (soort) entry.soort = *soort;
    if (nieuw.bericht != nullptr) {
        auto const& header = model::header(*nieuw.bericht);
        entry.afzender = header.afzender;
        entry.ontvanger = header.ontvanger;
        entry.identificatie = header.bericht_identificatie.identificatie;
    }
    entry.uitkomst = model::name(nieuw.uitkomst);
    entry.contract_hash = nieuw.contract_hash;
    entry.schema_hash = nieuw.schema_hash;
    entry.ontvangen = audit::commitment(nonce, nieuw.ontvangst.bytes);
    entry.besluit = audit::commitment(nonce, bytes_of(nieuw.besluit_json));
    if (nieuw.retour_soort) entry.retour = audit::commitment(nonce, bytes_of(nieuw.retour_xml));
    return log(entry, nonce, sleutel);
}

model::Result<void> SqliteTransaction::zend_uit(BerichtId id, NieuwBericht const& nieuw, std::string_view afzender,
                                                std::string_view ontvanger) {
    auto const& ontvangst = nieuw.ontvangst;
    // An answer goes to whoever sent the message, whatever its header repeats (IV028).
    model::Result<UitId> uit;
    if (nieuw.retour_soort)
        uit = stuur({id, UitStuk::retour, std::string(ontvanger), std::string(afzender), ontvangst.moment_ms, nieuw.retour_voor, {}});
    if (uit && nieuw.eigen)
        uit = stuur({id, UitStuk::eigen, std::string(afzender), std::string(ontvanger), ontvangst.moment_ms, std::nullopt, {}});
    if (!uit) return std::unexpected(uit.error());
    if (!nieuw.door) return {};
    if (!nieuw.eigen) return zend_door(id, *nieuw.door, afzender, ontvangst.moment_ms, ontvangst.vandaag);
    return nieuw.door->antwoord_voor ? verwacht(id, ontvanger, ontvangst.vandaag, *nieuw.door->antwoord_voor) : model::Result<void>();
}

model::Result<void> SqliteTransaction::book(BerichtId id, model::Message const& bericht, model::Verdict const& verdict,
                                            model::Facts const& feiten) {
    if (auto done = book_bericht(id, bericht, verdict, feiten); !done) return done;
    return book_grootboek(db_, toewijzingen_, id, bericht, verdict.grootboek);
}

model::Result<void> SqliteTransaction::book_bericht(BerichtId id, model::Message const& bericht, model::Verdict const& verdict,
                                                    model::Facts const& feiten) {
    // Parked and rejected messages count as not sent (OP286). A 323 is rejected line by line: all of them may be and it was assessed.
    if (verdict.uitkomst == model::Uitkomst::aangehouden) return book_genoemd(db_, id, bericht);
    if (std::holds_alternative<model::Bericht323>(bericht.inhoud))
        return verdict.toegekend.empty() ? book_genoemd(db_, id, bericht)
                                         : book_declaratie(db_, stand_, toewijzingen_, referenties_, id, bericht, verdict, feiten);
    if (verdict.uitkomst != model::Uitkomst::goedgekeurd) return book_genoemd(db_, id, bericht);
    switch (bericht.soort.nummer) {
    case 301:
        if (auto done = book_toewijzingen(db_, toewijzingen_, id, bericht, feiten); !done) return done;
        return kladblok_ ? model::Result<void>() : herleid_starts(db_, bericht);
    case 305:
        if (auto done = book_leveringen(db_, id, bericht); !done) return done;
        return kladblok_ ? model::Result<void>() : herleid_starts(db_, bericht);
    case 307: return book_leveringen(db_, id, bericht);
    case 317:
        if (auto done = book_genoemd(db_, id, bericht); !done) return done;
        [[fallthrough]];
    case 315:
    case 319: return book_verzoeken(db_, id, bericht);
    case 325: return book_declaratie_antwoord(db_, id, bericht);
    default: return is_retour(bericht) ? book_retour(db_, toewijzingen_, id, bericht, feiten) : model::Result<void>();
    }
}

model::Result<model::ContractFeiten> SqliteTransaction::contract_feiten(model::Message const& bericht, model::ContractVraag const& vraag) {
    return load_contract_feiten(db_, bericht, vraag);
}

model::Result<std::optional<std::string>> SqliteTransaction::active_bundle(std::string_view gemeente) {
    if (stand_.actief)
        if (auto const known = stand_.actief->find(gemeente); known != stand_.actief->end()) return known->second;
    auto row = db_.query("SELECT b.hash FROM bundel_actief a JOIN bundel b ON b.id = a.bundel WHERE a.gemeente = ?1");
    auto const found = row.first(gemeente);
    if (!found) return std::unexpected(found.error());
    auto hash = *found ? std::optional(row.string(0)) : std::nullopt;
    // Not changed but made anew: what is taken back has the one of before.
    auto more = stand_.actief && stand_.actief->size() < most_gemeenten ? std::make_shared<ActieveBundels>(*stand_.actief)
                                                                        : std::make_shared<ActieveBundels>();
    more->insert_or_assign(std::string(gemeente), hash);
    stand_.actief = std::move(more);
    return hash;
}

model::Result<std::optional<Bundel>> SqliteTransaction::bundle(std::string_view hash) { return read_bundel(db_, hash); }

model::Result<std::int64_t> SqliteTransaction::bewaar_bundel(Bundel const& bundel) {
    {
        auto known = db_.query("SELECT id FROM bundel WHERE hash = ?1");
        auto const found = known.first(bundel.hash);
        if (!found) return std::unexpected(found.error());
        if (*found) return known.integer(0);
    }
    auto insert = db_.query("INSERT INTO bundel (hash, naam, versie, moment_ms) VALUES (?1, ?2, ?3, ?4)");
    if (auto done = insert.run(bundel.hash, bundel.naam, bundel.versie, bundel.moment_ms); !done) return std::unexpected(done.error());
    auto const id = db_.last_id();
    auto voor = db_.query("INSERT INTO bundel_voor (bundel, gemeente) VALUES (?1, ?2)");
    for (auto const& gemeente : bundel.gemeenten)
        if (auto done = voor.run(id, gemeente); !done) return std::unexpected(done.error());
    auto bestand = db_.query("INSERT INTO bundel_bestand (bundel, naam, grootte, blok, blokken) VALUES (?1, ?2, ?3, ?4, ?5)");
    for (auto const& [naam, bytes] : bundel.bestanden) {
        auto const blokken = write_content(0, bytes_of(bytes));
        if (!blokken) return std::unexpected(blokken.error());
        auto const done = bestand.run(id, naam, static_cast<std::int64_t>(bytes.size()), blokken->eerste, blokken->aantal);
        if (!done) return std::unexpected(done.error());
    }
    return id;
}

model::Result<void> SqliteTransaction::activate(Bundel const& bundel) {
    auto const stored = bewaar_bundel(bundel);
    if (!stored) return std::unexpected(stored.error());
    auto const id = *stored;
    bool changed = false;
    for (auto const& gemeente : bundel.gemeenten) {
        auto const active = active_bundle(gemeente);
        if (!active) return std::unexpected(active.error());
        if (*active == bundel.hash) continue;
        changed = true;
        auto set = db_.query("INSERT INTO bundel_actief (gemeente, bundel) VALUES (?1, ?2) "
                             "ON CONFLICT (gemeente) DO UPDATE SET bundel = excluded.bundel");
        if (auto done = set.run(gemeente, id); !done) return done;
        stand_.actief.reset();
    }
    if (!changed) return {};
    audit::Entry entry;
    entry.moment_ms = bundel.moment_ms;
    entry.gebeurtenis = bundel.terugwerkend ? "bundel-terugwerkend" : "bundel";
    auto const label = bundel.naam + "@" + bundel.versie;
    entry.identificatie = label;
    entry.contract_hash = bundel.hash;
    return log(entry, std::nullopt);
}

} // namespace store::sqlite
