#include "gateway/verkeer/berichten.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace gateway::verkeer {

namespace {

constexpr std::array<std::string_view, 24> achternamen{
    "Aalders", "Bakker", "Brouwer", "Dekker", "Dijkstra", "Evers",    "Faber",  "Groen",   "Hoekstra", "Jacobs", "Kok",     "Kuipers",
    "Meijer",  "Mulder", "Postma",  "Peters", "Smit",     "Schouten", "Timmer", "Verhoef", "Visser",   "Vos",    "Willems", "Zijlstra"};
constexpr std::array<std::string_view, 16> voornamen{"Anna",    "Bram", "Cor",   "Daan",  "Eva",  "Fatima", "Gijs", "Hanna",
                                                     "Ibrahim", "Jan",  "Klaas", "Lotte", "Mees", "Noor",   "Omar", "Sara"};
constexpr std::array<std::string_view, 12> straten{"Dorpsstraat",   "Kerkstraat",  "Molenweg", "Schoolstraat", "Stationsweg", "Lindelaan",
                                                   "Julianastraat", "Beatrixlaan", "Parklaan", "Industrieweg", "Eikenlaan",   "Veldweg"};

/// BerichtCode (process.md 1) of the Wmo and of the Jeugdwet.
std::string_view berichtcode(model::BerichtSoort soort) {
    struct Regel {
        std::int16_t nummer;
        std::string_view wmo;
        std::string_view jw;
    };
    static constexpr std::array<Regel, 13> codes{{{301, "414", "436"},
                                                  {302, "415", "437"},
                                                  {305, "418", "438"},
                                                  {306, "419", "439"},
                                                  {307, "420", "440"},
                                                  {308, "421", "441"},
                                                  {315, "444", "446"},
                                                  {316, "445", "447"},
                                                  {317, "480", "486"},
                                                  {318, "481", "487"},
                                                  {319, "482", "488"},
                                                  {320, "483", "489"},
                                                  {323, "484", "490"}}};
    auto const* found = std::ranges::find(codes, soort.nummer, &Regel::nummer);
    return soort.domein == model::Domein::wmo ? found->wmo : found->jw;
}

template <class T, std::size_t N>
T const& uit(std::array<T, N> const& lijst, std::uint64_t getal) {
    return lijst[getal % N];
}

model::Date geboren(Client const& client, std::uint64_t getal, std::int32_t jaar) {
    auto const leeftijd = client.domein == model::Domein::jw ? 3 + getal % 14 : 24 + getal % 70;
    return model::date(jaar - static_cast<std::int32_t>(leeftijd), 1 + static_cast<std::int32_t>(getal / 97 % 12),
                       1 + static_cast<std::int32_t>(getal / 1931 % 28));
}

std::string verzoek_referentie(std::size_t t, bool wijziging) { return fmt::format("{}{}", wijziging ? "VOW" : "VOT", Plan::nummer(t)); }

} // namespace

Berichten::Berichten(xsd::SchemaSet const& schemas, std::shared_ptr<model::Release const> release, Regio const& regio, Plan const& plan,
                     std::uint64_t zaad)
    : schemas_(schemas), release_(std::move(release)), regio_(regio), plan_(plan), zaad_(zaad) {}

std::string Berichten::bsn(std::uint32_t bsn) { return fmt::format("{:09}", bsn); }

model::XsdVersie Berichten::versie(model::BerichtSoort soort) {
    auto const [at, nieuw] = versies_.try_emplace(soort);
    if (nieuw) {
        auto [basis, eigen] = schemas_.versie(*release_, soort);
        at->second = {std::move(basis), std::move(eigen)};
    }
    return at->second;
}

model::Header Berichten::header(model::BerichtSoort soort, std::string const& van, std::string const& naar, model::Date dag) {
    return {.bericht_code = berichtcode(soort),
            .bericht_versie = release_->hoofdversie,
            .bericht_subversie = release_->subversie,
            .afzender = van,
            .ontvanger = naar,
            .bericht_identificatie = {fmt::format("G{:09}", ++volgnummer_), dag},
            .xsd_versie = versie(soort)};
}

model::Header Berichten::van_aanbieder(std::int16_t nummer, Toewijzing const& t, model::Date dag) {
    return header({domein(t), nummer}, aanbieder(t), gemeente(t), dag);
}

model::Message Berichten::bericht(model::BerichtSoort soort) const {
    model::Message made;
    made.soort = soort;
    made.release = release_;
    return made;
}

model::Product Berichten::soort_product(Toewijzing const& t) const {
    auto const& p = *plan_.aanbod(regio_, t).product;
    if (t.fout == Planfout::onbekend_product) return {p.categorie, "99Z99"};
    return {p.categorie, t.aspecifiek ? std::nullopt : std::optional(p.code)};
}

model::ToegewezenProduct Berichten::product(std::size_t n, model::Date dag) const {
    auto const& t = plan_.toewijzingen[n];
    bool const verlengd = t.verlengd.days != 0 && t.verlengd <= dag;
    model::ToegewezenProduct p;
    p.toewijzing_nummer = Plan::nummer(n);
    p.product = soort_product(t);
    p.toewijzingsdatum = verlengd ? t.verlengd : t.toegewezen;
    p.toewijzingstijd = "09:30:00";
    p.ingangsdatum = t.ingang;
    if (!t.open_einde) p.einddatum = t.fout == Planfout::einde_voor_begin ? t.ingang - 1 : t.einde_op(dag);
    if (verlengd) p.reden_wijziging = t.verlenging == Verlenging::verzoek ? model::Code("12") : model::Code("04");
    if (!t.aspecifiek) p.omvang = model::Omvang{t.volume, plan_.aanbod(regio_, t).product->eenheid, t.frequentie};
    return p;
}

std::vector<std::size_t> Berichten::actueel(std::size_t n, model::Date dag) const {
    auto const& deze = plan_.toewijzingen[n];
    auto const& client = plan_.client(deze);
    std::vector<std::size_t> alle;
    for (std::size_t i = client.eerste; i < client.eerste + client.aantal; ++i) {
        auto const& t = plan_.toewijzingen[i];
        if (i != n && t.aanbieder == deze.aanbieder && t.gemeente == deze.gemeente && t.geldig() && t.toegewezen < dag &&
            (t.open_einde || t.einde_op(dag) >= dag))
            alle.push_back(i);
    }
    return alle;
}

model::Message Berichten::toewijzing(std::size_t n, model::Date dag) {
    auto const& t = plan_.toewijzingen[n];
    auto const& client = plan_.client(t);
    auto const getal = meng(zaad_, 7, client.bsn);
    auto const& waar = *regio_.gemeenten[t.gemeente];
    model::ClientToewijzing c;
    c.bsn = bsn(t.fout == Planfout::bsn_elfproef ? client.bsn ^ 1U : client.bsn);
    c.geboortedatum.datum = geboren(client, getal, model::civil(t.ingang).year);
    c.geslacht = getal % 2 == 0 ? "1" : "2";
    c.naam.geslachtsnaam.achternaam = uit(achternamen, getal / 3);
    c.naam.voornamen = uit(voornamen, getal / 5);
    c.naam.voorletters = c.naam.voornamen->substr(0, 1);
    c.naam.naam_gebruik = "1";
    model::Contact contact;
    contact.soort = "01";
    model::Adres adres;
    adres.huis = model::Huis{static_cast<std::int64_t>(1 + getal / 11 % 180), std::nullopt, std::nullopt, std::nullopt};
    adres.postcode = fmt::format("{:04}{}{}", 1000 + getal / 13 % 9000, static_cast<char>('A' + getal / 17 % 5),
                                 static_cast<char>('B' + getal / 19 % 5));
    adres.straatnaam = uit(straten, getal / 23);
    adres.plaatsnaam = waar.naam;
    adres.land_code = "NL";
    contact.adres = std::move(adres);
    c.contactgegevens.push_back(std::move(contact));
    c.toegewezen_producten.push_back(product(n, dag));
    for (auto const i : actueel(n, dag)) c.toegewezen_producten.push_back(product(i, dag));
    // Granting a change refers to it everywhere, granting a request only where it was asked for (TR379).
    bool const wijziging = t.verlenging == Verlenging::verzoek && dag == t.verlengd;
    if (wijziging)
        for (auto& p : c.toegewezen_producten) p.referentie_aanbieder = verzoek_referentie(n, true);
    else if (dag == t.toegewezen && t.aanvraag != Aanvraag::geen)
        c.toegewezen_producten.front().referentie_aanbieder = verzoek_referentie(n, false);
    model::BerichtSoort const soort{domein(t), 301};
    auto made = bericht(soort);
    made.inhoud = model::Bericht301{header(soort, gemeente(t), aanbieder(t), dag), std::move(c)};
    return made;
}

void Berichten::vul(model::ClientKort& kort, Toewijzing const& t) const {
    auto const& client = plan_.client(t);
    auto const getal = meng(zaad_, 7, client.bsn);
    kort.bsn = bsn(client.bsn);
    kort.geboortedatum.datum = geboren(client, getal, model::civil(t.ingang).year);
    kort.geslacht = getal % 2 == 0 ? "1" : "2";
    kort.naam.geslachtsnaam.achternaam = uit(achternamen, getal / 3);
    kort.naam.voornamen = uit(voornamen, getal / 5);
    kort.naam.voorletters = kort.naam.voornamen->substr(0, 1);
}

template <class Product>
void Berichten::vul_levering(Product& p, std::size_t n) const {
    auto const& t = plan_.toewijzingen[n];
    p.toewijzing_nummer = Plan::nummer(n);
    p.product = soort_product(t);
    p.toewijzing_ingangsdatum = t.ingang;
    p.begindatum = t.start;
}

model::Message Berichten::start(std::size_t n, model::Date dag) {
    auto const& t = plan_.toewijzingen[n];
    model::ClientStart c;
    vul(c, t);
    model::StartProduct p;
    vul_levering(p, n);
    p.status_aanlevering = "1";
    c.start_producten.push_back(std::move(p));
    auto made = bericht({domein(t), 305});
    made.inhoud = model::Bericht305{van_aanbieder(305, t, dag), std::move(c)};
    return made;
}

model::Message Berichten::stop(std::size_t n, model::Date dag) {
    auto const& t = plan_.toewijzingen[n];
    model::ClientStop c;
    vul(c, t);
    model::StopProduct p;
    vul_levering(p, n);
    bool const vroeg = t.stop < t.laatste_einde();
    p.reden_beeindiging = domein(t) == model::Domein::wmo ? (vroeg ? "23" : "19") : (vroeg ? "34" : "31");
    p.einddatum = t.stop;
    p.status_aanlevering = "1";
    c.stop_producten.push_back(std::move(p));
    auto made = bericht({domein(t), 307});
    made.inhoud = model::Bericht307{van_aanbieder(307, t, dag), std::move(c)};
    return made;
}

model::Message Berichten::verzoek_toewijzing(std::size_t n, model::Date dag) {
    auto const& t = plan_.toewijzingen[n];
    model::ClientVerzoekToewijzing c;
    vul(c, t);
    bool const jeugd = domein(t) == model::Domein::jw;
    if (jeugd) c.gezagsdrager_bekend = "1";
    model::AangevraagdProduct p;
    p.referentie_aanbieder = verzoek_referentie(n, false);
    p.product = soort_product(t);
    p.toewijzing_ingangsdatum = t.ingang;
    if (!t.open_einde) p.toewijzing_einddatum = t.einde;
    if (!t.aspecifiek) p.omvang = model::Omvang{t.volume, plan_.aanbod(regio_, t).product->eenheid, t.frequentie};
    p.verwijzer.type = jeugd ? "02" : "01";
    p.verwijzer.naam = jeugd ? "Huisartsenpraktijk De Linde" : "Toegang gemeente";
    c.aangevraagde_producten.push_back(std::move(p));
    auto made = bericht({domein(t), 315});
    made.inhoud = model::Bericht315{van_aanbieder(315, t, dag), std::move(c)};
    return made;
}

model::Message Berichten::verzoek_wijziging(std::size_t n, model::Date dag) {
    auto const& t = plan_.toewijzingen[n];
    model::ClientVerzoekWijziging c;
    c.bsn = bsn(plan_.client(t).bsn);
    c.verzoek.referentie_aanbieder = verzoek_referentie(n, true);
    c.verzoek.reden_verzoek = "1";
    for (auto const i : actueel(n, dag)) c.verzoek.ongewijzigde_producten.push_back({Plan::nummer(i), {}, 0});
    model::TeWijzigenProduct p;
    p.toewijzing_nummer = Plan::nummer(n);
    p.gewenste_ingangsdatum = t.ingang;
    p.einddatum = t.einde_verlengd;
    p.omvang = model::Omvang{t.volume, plan_.aanbod(regio_, t).product->eenheid, t.frequentie};
    c.verzoek.te_wijzigen_producten.push_back(std::move(p));
    auto made = bericht({domein(t), 317});
    made.inhoud = model::Bericht317{van_aanbieder(317, t, dag), std::move(c)};
    return made;
}

model::Message Berichten::antwoord(std::size_t n, model::Date dag, bool afgewezen) {
    auto const& t = plan_.toewijzingen[n];
    model::Antwoord a;
    a.referentie_aanbieder = verzoek_referentie(n, false);
    a.verzoek_antwoord = afgewezen ? "1" : "2";
    if (afgewezen) a.reden_afwijzing_verzoek = "7";
    model::BerichtSoort const soort{domein(t), 319};
    auto made = bericht(soort);
    made.inhoud = model::Bericht319{header(soort, gemeente(t), aanbieder(t), dag), std::move(a)};
    return made;
}

std::optional<model::Message> Berichten::retour(model::BerichtSoort op, model::Header const& heen, model::Date dag) {
    auto const soort = model::antwoord_op(op);
    if (!soort || soort->nummer == 325) return std::nullopt;
    model::RetourHeader h;
    static_cast<model::Header&>(h) = heen;
    h.bericht_code = berichtcode(*soort);
    h.identificatie_retour = fmt::format("R{:09}", ++volgnummer_);
    h.dagtekening_retour = dag;
    h.xsd_versie_retour = versie(*soort);
    auto made = bericht(*soort);
    switch (soort->nummer) {
    case 302: made.inhoud = model::Bericht302{std::move(h), std::nullopt}; break;
    case 306: made.inhoud = model::Bericht306{std::move(h), std::nullopt}; break;
    case 308: made.inhoud = model::Bericht308{std::move(h), std::nullopt}; break;
    case 316: made.inhoud = model::Bericht316{std::move(h), std::nullopt}; break;
    case 318: made.inhoud = model::Bericht318{std::move(h), std::nullopt}; break;
    default: made.inhoud = model::Bericht320{std::move(h), std::nullopt}; break;
    }
    return made;
}

model::Message Berichten::declaratie(model::Domein domein, std::string const& aanbieder, std::string const& gemeente, model::Date dag,
                                     model::Period periode) {
    model::BerichtSoort const soort{domein, 323};
    model::Declaratie d;
    d.declaratie_nummer = fmt::format("D{:09}", ++declaratienummer_);
    d.declaratie_periode = {periode.begin, periode.einde};
    d.declaratie_dagtekening = dag;
    auto made = bericht(soort);
    made.inhoud = model::Bericht323{header(soort, aanbieder, gemeente, dag), std::move(d)};
    return made;
}

} // namespace gateway::verkeer
