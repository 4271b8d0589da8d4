#pragma once

#include "xsd/model/bericht.hpp"
#include "xsd/release.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

/// Builds messages for unit tests, with the defaults of tests/support/bericht.py: valid, and right for every rule of level 2.
/// A test takes one and bends what it is about.
namespace bouw {

inline constexpr char const* bsn_1 = "999900006";
inline constexpr char const* bsn_2 = "999900018";

/// The release the messages are made in: the built-in one.
inline std::shared_ptr<model::Release const> release() { return xsd::built_in_release(); }

/// @pre a date that exists, "2026-04-01"
inline model::Date dag(std::string_view text) { return model::parse_date(text).value(); }

inline model::Contact contact(model::Code soort = "01") {
    model::Contact c;
    c.soort = soort;
    c.adres.emplace();
    c.adres->huis.emplace();
    c.adres->huis->huisnummer = 1;
    c.adres->postcode = "1111AA";
    c.adres->straatnaam = "Dorpsstraat";
    c.adres->plaatsnaam = "Diemen";
    c.adres->land_code = "NL";
    return c;
}

inline model::VolledigeNaam naam(std::string achternaam) {
    model::VolledigeNaam n;
    n.geslachtsnaam.achternaam = std::move(achternaam);
    n.naam_gebruik = "1";
    return n;
}

inline model::Relatie relatie(std::string nummer = "1") {
    model::Relatie r;
    r.nummer = std::move(nummer);
    r.soort = "12";
    r.geboortedatum.emplace();
    r.geboortedatum->datum = dag("1971-04-07");
    r.naam = naam("Galen");
    r.contact = contact();
    return r;
}

/// A specific toewijzing of the year 2026: 3 hours a week.
inline model::ToegewezenProduct product(std::int64_t nummer = 1001, model::Code categorie = "02", std::string code = "02A16") {
    model::ToegewezenProduct p;
    p.toewijzing_nummer = nummer;
    p.product = model::Product{categorie, std::move(code)};
    p.toewijzingsdatum = dag("2026-01-01");
    p.toewijzingstijd = "12:00:00";
    p.ingangsdatum = dag("2026-01-01");
    p.einddatum = model::Datum(dag("2026-12-31"));
    p.omvang = model::Omvang{3, "04", "2"};
    return p;
}

inline model::Header header(std::string afzender, std::string ontvanger, std::string identificatie, model::Date dagtekening) {
    model::Header h;
    h.bericht_versie = 3;
    h.bericht_subversie = 2;
    h.afzender = std::move(afzender);
    h.ontvanger = std::move(ontvanger);
    h.bericht_identificatie = {std::move(identificatie), dagtekening};
    h.xsd_versie = {"1.0.0", "1.0.0"};
    return h;
}

inline model::Message toewijzing(std::vector<model::ToegewezenProduct> producten = {product()}, model::Domein domein = model::Domein::wmo) {
    model::Bericht301 b;
    b.header = header("0384", "42420001", "T1", dag("2026-01-05"));
    b.header.bericht_code = domein == model::Domein::wmo ? "414" : "436";
    b.client.bsn = bsn_1;
    b.client.geboortedatum.datum = dag("1950-02-14");
    b.client.geslacht = "1";
    b.client.naam = naam("Wit");
    b.client.contactgegevens = {contact()};
    b.client.toegewezen_producten = std::move(producten);
    return {{domein, 301}, std::move(b), "T1", release()};
}

/// A debet on toewijzing 1001 in March 2026: 4 hours at 70 euro.
inline model::Prestatie prestatie(std::string referentie = "R1") {
    model::Prestatie p;
    p.product_referentie.referentie_nummer = std::move(referentie);
    p.toewijzing_nummer = 1001;
    p.product_categorie = "02";
    p.product_code = "02A16";
    p.product_periode = {dag("2026-03-01"), dag("2026-03-31")};
    p.geleverd_volume = 4;
    p.eenheid = "04";
    p.product_tarief = model::Bedrag(model::Money{7000});
    p.ingediend_bedrag = {model::Money{28000}, "D"};
    return p;
}

/// A credit of an earlier message's debet `vorig`.
inline model::Prestatie credit(std::string referentie, std::string vorig) {
    auto p = prestatie(std::move(referentie));
    p.product_referentie.vorig_referentie_nummer = std::move(vorig);
    p.ingediend_bedrag.debet_credit = "C";
    return p;
}

inline model::BedragMetDC som(std::vector<model::ClientDeclaratie> const& clienten) {
    model::Money totaal;
    for (auto const& client : clienten)
        for (auto const& p : client.prestaties) totaal += p.ingediend_bedrag.signed_amount();
    return totaal.cents < 0 ? model::BedragMetDC{-totaal, "C"} : model::BedragMetDC{totaal, "D"};
}

inline model::ClientDeclaratie client(std::string bsn, std::vector<model::Prestatie> prestaties) {
    model::ClientDeclaratie c;
    c.bsn = std::move(bsn);
    c.prestaties = std::move(prestaties);
    return c;
}

/// A 323 over March 2026 whose total fits its prestaties.
inline model::Message declaratie(std::vector<model::ClientDeclaratie> clienten, model::Domein domein = model::Domein::wmo) {
    model::Bericht323 b;
    b.header = header("42420001", "0384", "D1", dag("2026-04-03"));
    b.header.bericht_code = domein == model::Domein::wmo ? "484" : "490";
    b.declaratie.declaratie_nummer = "DN001";
    b.declaratie.declaratie_periode = {dag("2026-03-01"), dag("2026-03-31")};
    b.declaratie.declaratie_dagtekening = dag("2026-04-03");
    b.declaratie.totaal_ingediend_bedrag = som(clienten);
    b.declaratie.clienten = std::move(clienten);
    return {{domein, 323}, std::move(b), "D1", release()};
}

/// The same with one client.
inline model::Message declaratie(std::vector<model::Prestatie> prestaties = {prestatie()}, model::Domein domein = model::Domein::wmo) {
    return declaratie(std::vector{client(bsn_1, std::move(prestaties))}, domein);
}

/// A 325 on `declaratie()` that returns `afgewezen` of a claim of 280 euro plus those.
inline model::Message antwoord(std::vector<model::Prestatie> afgewezen = {}, model::Domein domein = model::Domein::wmo) {
    model::Bericht325 b;
    static_cast<model::Header&>(b.header) = header("0384", "42420001", "A1", dag("2026-04-10"));
    b.header.bericht_code = domein == model::Domein::wmo ? "485" : "491";
    b.header.declaratie_identificatie = {"D1", dag("2026-04-03")};
    b.header.xsd_versie_declaratie = {"1.0.0", "1.0.0"};
    b.header.retour_codes = {"0200"};
    auto& a = b.declaratie_antwoord.emplace();
    a.declaratie_nummer = "DN001";
    a.totaal_toegekend_bedrag = {model::Money{28000}, "D"};
    a.retour_codes = {afgewezen.empty() ? "8001" : "0200"};
    for (auto& p : afgewezen) p.retour_codes = {"9321"};
    if (!afgewezen.empty()) {
        a.clienten = {client(bsn_1, std::move(afgewezen))};
        a.clienten.front().retour_codes = {"0200"};
    }
    auto const ingediend = a.totaal_toegekend_bedrag.signed_amount() + som(a.clienten).signed_amount();
    a.totaal_ingediend_bedrag = ingediend.cents < 0 ? model::BedragMetDC{-ingediend, "C"} : model::BedragMetDC{ingediend, "D"};
    return {{domein, 325}, std::move(b), "A1", release()};
}

/// What the Client of 305, 307 and 315 begins with.
inline void client_kort(model::ClientKort& c) {
    c.bsn = bsn_1;
    c.geboortedatum.datum = dag("1950-02-14");
    c.geslacht = "1";
    c.naam.geslachtsnaam.achternaam = "Wit";
}

/// The start of toewijzing 1001 on 10 January 2026.
inline model::StartProduct start_product(std::int64_t nummer = 1001, model::Code categorie = "02", std::string code = "02A16") {
    model::StartProduct p;
    p.toewijzing_nummer = model::Getal(nummer);
    p.product = model::Product{categorie, std::move(code)};
    p.toewijzing_ingangsdatum = model::Datum(dag("2026-01-01"));
    p.begindatum = dag("2026-01-10");
    p.status_aanlevering = "1";
    return p;
}

inline model::Message start(std::vector<model::StartProduct> producten = {start_product()}, model::Domein domein = model::Domein::wmo) {
    model::Bericht305 b;
    b.header = header("42420001", "0384", "S1", dag("2026-01-12"));
    b.header.bericht_code = domein == model::Domein::wmo ? "418" : "438";
    client_kort(b.client);
    b.client.start_producten = std::move(producten);
    return {{domein, 305}, std::move(b), "S1", release()};
}

/// The definitive stop of that start on 30 June 2026, for a reason both domains have (02, overlijden).
inline model::StopProduct stop_product(std::int64_t nummer = 1001, model::Code categorie = "02", std::string code = "02A16") {
    model::StopProduct p;
    p.toewijzing_nummer = model::Getal(nummer);
    p.product = model::Product{categorie, std::move(code)};
    p.toewijzing_ingangsdatum = model::Datum(dag("2026-01-01"));
    p.begindatum = dag("2026-01-10");
    p.reden_beeindiging = "02";
    p.einddatum = dag("2026-06-30");
    p.status_aanlevering = "1";
    return p;
}

inline model::Message stop(std::vector<model::StopProduct> producten = {stop_product()}, model::Domein domein = model::Domein::wmo) {
    model::Bericht307 b;
    b.header = header("42420001", "0384", "E1", dag("2026-07-01"));
    b.header.bericht_code = domein == model::Domein::wmo ? "420" : "440";
    client_kort(b.client);
    b.client.stop_producten = std::move(producten);
    return {{domein, 307}, std::move(b), "E1", release()};
}

/// A specific product of 3 hours a week in 2026, referred by a huisarts.
inline model::AangevraagdProduct aangevraagd(std::string referentie = "V1", model::Code categorie = "02", std::string code = "02A16") {
    model::AangevraagdProduct p;
    p.referentie_aanbieder = std::move(referentie);
    p.product = model::Product{categorie, std::move(code)};
    p.toewijzing_ingangsdatum = dag("2026-01-01");
    p.toewijzing_einddatum = model::Datum(dag("2026-12-31"));
    p.omvang = model::Omvang{3, "04", "2"};
    p.verwijzer.type = "02";
    p.verwijzer.naam = "Huisarts Diemen";
    return p;
}

inline model::Message verzoek_toewijzing(std::vector<model::AangevraagdProduct> producten = {aangevraagd()},
                                         model::Domein domein = model::Domein::wmo) {
    model::Bericht315 b;
    b.header = header("42420001", "0384", "V1", dag("2025-12-15"));
    b.header.bericht_code = domein == model::Domein::wmo ? "444" : "446";
    client_kort(b.client);
    if (domein == model::Domein::jw) b.client.gezagsdrager_bekend = "1";
    b.client.aangevraagde_producten = std::move(producten);
    return {{domein, 315}, std::move(b), "V1", release()};
}

inline model::OngewijzigdProduct ongewijzigd(std::int64_t nummer = 1001) {
    model::OngewijzigdProduct p;
    p.toewijzing_nummer = nummer;
    return p;
}

/// The wish for 5 hours a week from 1 July 2026, which is after the message.
inline model::TeWijzigenProduct te_wijzigen(std::int64_t nummer = 1001) {
    model::TeWijzigenProduct p;
    p.toewijzing_nummer = nummer;
    p.gewenste_ingangsdatum = dag("2026-07-01");
    p.einddatum = model::Datum(dag("2026-12-31"));
    p.omvang = model::Omvang{5, "04", "2"};
    return p;
}

inline model::NieuwProduct nieuw(model::Code categorie = "02", std::string code = "02A17") {
    model::NieuwProduct p;
    p.product = model::Product{categorie, std::move(code)};
    p.gewenste_ingangsdatum = dag("2026-07-01");
    p.einddatum = model::Datum(dag("2026-12-31"));
    p.omvang = model::Omvang{2, "04", "2"};
    return p;
}

inline model::Message verzoek_wijziging(std::vector<model::TeWijzigenProduct> te_wijzigen_producten = {te_wijzigen()},
                                        std::vector<model::OngewijzigdProduct> ongewijzigde = {},
                                        std::vector<model::NieuwProduct> nieuwe = {}, model::Domein domein = model::Domein::wmo) {
    model::Bericht317 b;
    b.header = header("42420001", "0384", "W1", dag("2026-05-01"));
    b.header.bericht_code = domein == model::Domein::wmo ? "480" : "486";
    b.client.bsn = bsn_1;
    b.client.verzoek.referentie_aanbieder = "W1";
    b.client.verzoek.reden_verzoek = "1";
    b.client.verzoek.ongewijzigde_producten = std::move(ongewijzigde);
    b.client.verzoek.te_wijzigen_producten = std::move(te_wijzigen_producten);
    b.client.verzoek.nieuwe_producten = std::move(nieuwe);
    return {{domein, 317}, std::move(b), "W1", release()};
}

/// A 319: "in onderzoek" (2) by default; a refusal (1) needs a reden.
inline model::Message antwoord_verzoek(std::string referentie = "V1", model::Code antwoord = "2", std::optional<model::Code> reden = {},
                                       model::Domein domein = model::Domein::wmo) {
    model::Bericht319 b;
    b.header = header("0384", "42420001", "B1", dag("2025-12-18"));
    b.header.bericht_code = domein == model::Domein::wmo ? "482" : "488";
    b.antwoord.referentie_aanbieder = std::move(referentie);
    b.antwoord.verzoek_antwoord = antwoord;
    b.antwoord.reden_afwijzing_verzoek = reden;
    return {{domein, 319}, std::move(b), "B1", release()};
}

inline model::Bericht301& als_301(model::Message& m) { return std::get<model::Bericht301>(m.inhoud); }
inline model::Bericht305& als_305(model::Message& m) { return std::get<model::Bericht305>(m.inhoud); }
inline model::Bericht307& als_307(model::Message& m) { return std::get<model::Bericht307>(m.inhoud); }
inline model::Bericht315& als_315(model::Message& m) { return std::get<model::Bericht315>(m.inhoud); }
inline model::Bericht317& als_317(model::Message& m) { return std::get<model::Bericht317>(m.inhoud); }
inline model::Bericht319& als_319(model::Message& m) { return std::get<model::Bericht319>(m.inhoud); }
inline model::Bericht323& als_323(model::Message& m) { return std::get<model::Bericht323>(m.inhoud); }
inline model::Bericht325& als_325(model::Message& m) { return std::get<model::Bericht325>(m.inhoud); }

/// Gives the products of a message of the defaults above a categorie that iJw has; everything else fits both domains.
inline void naar_jw(model::Message& m) {
    auto const to_jw = [](std::optional<model::Product>& product) {
        if (product) product = model::Product{"45", "45A03"};
    };
    if (auto* b = std::get_if<model::Bericht301>(&m.inhoud))
        for (auto& p : b->client.toegewezen_producten) to_jw(p.product);
    if (auto* b = std::get_if<model::Bericht305>(&m.inhoud))
        for (auto& p : b->client.start_producten) to_jw(p.product);
    if (auto* b = std::get_if<model::Bericht307>(&m.inhoud))
        for (auto& p : b->client.stop_producten) to_jw(p.product);
    if (auto* b = std::get_if<model::Bericht315>(&m.inhoud))
        for (auto& p : b->client.aangevraagde_producten) to_jw(p.product);
    if (auto* b = std::get_if<model::Bericht317>(&m.inhoud))
        for (auto& p : b->client.verzoek.nieuwe_producten) to_jw(p.product);
}

} // namespace bouw
