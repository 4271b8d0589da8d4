#include "rules/rapport/berekening.hpp"

#include "rules/contract/waarde.hpp"
#include "rules/rapport/rekenen.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace rules::rapport {
namespace {

model::Error wrong(std::string text) { return {model::ErrorCode::wrong_use, std::move(text)}; }

std::string maand(model::Date dag) { return model::to_string(dag).substr(0, 7); }

} // namespace

bool past(Instelbaar const& vorm, std::string_view waarde) {
    if (vorm.eenheid != Eenheid::tekst) {
        std::int64_t value = 0;
        auto const [end, fault] = std::from_chars(waarde.data(), waarde.data() + waarde.size(), value);
        return fault == std::errc() && end == waarde.data() + waarde.size() && value >= -1'000'000'000'000 && value <= 1'000'000'000'000;
    }
    if (vorm.keuzes.empty()) return !waarde.empty() && waarde.size() <= 200;
    for (auto rest = vorm.keuzes; !rest.empty();) {
        auto const spatie = rest.find(' ');
        if (rest.substr(0, spatie) == waarde) return true;
        rest.remove_prefix(spatie == std::string_view::npos ? rest.size() : spatie + 1);
    }
    return false;
}

std::string form(Instelbaar const& vorm) {
    if (vorm.eenheid != Eenheid::tekst) return fmt::format("een geheel getal ({})", name(vorm.eenheid));
    return vorm.keuzes.empty() ? std::string("tekst") : fmt::format("een van {}", vorm.keuzes);
}

void Bronnen::add(std::int64_t bericht) {
    auto& all = herkomst_.berichten;
    if (!all.empty() && all.back() == bericht) return;
    auto const at = all.empty() || all.back() < bericht ? all.end() : std::ranges::lower_bound(all, bericht);
    if (at != all.end() && *at == bericht) return;
    if (all.size() < meeste) all.insert(at, bericht);
    else herkomst_.volledig = false;
}

void Bronnen::add(std::string verwijzing) {
    auto& all = herkomst_.verwijzingen;
    if (std::ranges::find(all, verwijzing) != all.end()) return;
    if (all.size() < meeste) all.push_back(std::move(verwijzing));
    else herkomst_.volledig = false;
}

Berekening::Berekening(Rapportsoort const& soort, Opdracht const& opdracht) : soort_(soort), opdracht_(opdracht) {}

model::Result<model::RapportVraag> Berekening::vraag() {
    for (auto const& [naam, waarde] : opdracht_.instellingen) {
        auto const at = std::ranges::find(soort_.instelbaar, naam, &Instelbaar::naam);
        if (at == soort_.instelbaar.end()) {
            std::string namen;
            for (auto const& i : soort_.instelbaar) namen += fmt::format("{}{}", namen.empty() ? "" : ", ", i.naam);
            return std::unexpected(
                wrong(fmt::format("Rapport {} heeft geen instelling {}; wel: {}.", soort_.naam, naam, namen.empty() ? "geen" : namen)));
        }
        if (!past(*at, waarde)) return std::unexpected(wrong(fmt::format("De instelling {} is {}, niet {}.", naam, form(*at), waarde)));
    }
    for (auto const& bestand : opdracht_.invoer)
        if (std::ranges::find(soort_.invoer, bestand.vorm->naam) == soort_.invoer.end())
            return std::unexpected(wrong(fmt::format("Rapport {} gebruikt geen invoer {}; wel: {}.", soort_.naam, bestand.vorm->naam,
                                                     soort_.invoer.empty() ? "geen" : fmt::format("{}", fmt::join(soort_.invoer, ", ")))));
    if (opdracht_.bericht && soort_.naam != "regels")
        return std::unexpected(wrong(fmt::format("Rapport {} gaat niet over een bericht; alleen rapport regels.", soort_.naam)));
    if (opdracht_.periode.einde < opdracht_.periode.begin) return std::unexpected(wrong("De periode eindigt voor zij begint."));
    model::RapportVraag vraag{.gemeente = opdracht_.gemeente,
                              .aanbieder = opdracht_.aanbieder,
                              .bericht = opdracht_.bericht,
                              .periode = opdracht_.periode,
                              .op = opdracht_.op};
    if (auto done = begin(vraag); !done) return std::unexpected(done.error());
    return vraag;
}

model::Result<Rapport> Berekening::maak() {
    Rapport rapport{.naam = std::string(soort_.naam),
                    .titel = std::string(soort_.titel),
                    .rekenregel = std::string(soort_.rekenregel),
                    .vraag = std::string(soort_.vraag),
                    .periode = opdracht_.periode,
                    .op = opdracht_.op,
                    .gemeente = opdracht_.gemeente.value_or(""),
                    .aanbieder = opdracht_.aanbieder.value_or("")};
    if (auto done = vul(rapport); !done) return std::unexpected(done.error());
    for (auto const& contract : opdracht_.contracten) rapport.bundels.emplace_back(contract->label(), contract->hash);
    rapport.gebruikt = std::move(gebruikt_);
    rapport.invoer = std::move(gebruikte_invoer_);
    rapport.waarschuwingen = std::move(waarschuwingen_);
    if (soort_.geld) waarschuw_open_maanden(rapport);
    waarschuw_bundels(rapport);
    vul_namen(rapport);
    return rapport;
}

void Berekening::op(model::RapportBericht const& bericht) {
    van_bundel(bericht);
    zie(bericht);
}
void Berekening::op(model::RapportBericht const& bericht, model::RapportPrestatie const& prestatie) {
    van_bundel(bericht);
    zie(bericht, prestatie);
}
void Berekening::op(model::RapportBericht const& bericht, model::RapportBoeking const& boeking) {
    van_bundel(bericht);
    zie(bericht, boeking);
}
void Berekening::op(model::RapportBericht const& bericht, model::RapportToewijzing const& toewijzing) {
    van_bundel(bericht);
    zie(bericht, toewijzing);
}
void Berekening::op(model::RapportBericht const& bericht, model::RapportLevering const& levering) {
    van_bundel(bericht);
    zie(bericht, levering);
}

void Berekening::van_bundel(model::RapportBericht const& bericht) {
    if (bericht.id == laatste_bericht_) return;
    laatste_bericht_ = bericht.id;
    auto const at =
        std::ranges::find_if(bundels_, [&](auto const& b) { return b.label == bericht.contract && b.gemeente == bericht.gemeente; });
    bundel_ = static_cast<unsigned>(at - bundels_.begin());
    if (at == bundels_.end()) bundels_.push_back({bericht.gemeente, bericht.contract, bericht.id, bericht.besloten, 0});
    auto& gebruik = bundels_[bundel_];
    ++gebruik.berichten;
    if (bericht.id >= gebruik.bericht) return;
    gebruik.bericht = bericht.id;
    gebruik.dag = bericht.besloten;
}

model::Result<Gebruikt> Berekening::zoek(std::string_view naam, Instelbaar const& vorm) const {
    auto const option = std::ranges::find(opdracht_.instellingen, naam, &std::pair<std::string, std::string>::first);
    if (option != opdracht_.instellingen.end()) return Gebruikt{std::string(naam), option->second, "optie"};
    std::optional<Gebruikt> gevonden;
    for (auto const& contract : opdracht_.contracten)
        for (auto const& regel : contract->rapport) {
            if (regel.naam != naam) continue;
            if (gevonden && gevonden->waarde != regel.waarde)
                return std::unexpected(wrong(
                    fmt::format("De bundels zijn het niet eens over {}: {} zegt {}, {} zegt {}. Kies met gemeente of stel {} zelf in.",
                                naam, gevonden->bron, gevonden->waarde, contract->label(), regel.waarde, naam)));
            if (!past(vorm, regel.waarde))
                return std::unexpected(wrong(fmt::format("De instelling {} van {}, {}, is {}, niet {}.", naam, contract->label(),
                                                         regel.herkomst, form(vorm), regel.waarde)));
            gevonden = Gebruikt{std::string(naam), regel.waarde, fmt::format("{}, {}", contract->label(), regel.herkomst)};
        }
    return gevonden ? *gevonden : Gebruikt{std::string(naam), std::string(vorm.standaard), "standaard"};
}

model::Result<std::string> Berekening::woord(std::string_view naam) {
    auto const* vorm = &*std::ranges::find(soort_.instelbaar, naam, &Instelbaar::naam);
    auto gevonden = zoek(naam, *vorm);
    if (!gevonden) return std::unexpected(gevonden.error());
    auto waarde = gevonden->waarde;
    if (std::ranges::find(gebruikt_, gevonden->naam, &Gebruikt::naam) == gebruikt_.end()) gebruikt_.push_back(std::move(*gevonden));
    return waarde;
}

model::Result<std::int64_t> Berekening::getal(std::string_view naam) {
    auto const text = woord(naam);
    if (!text) return std::unexpected(text.error());
    std::int64_t value = 0;
    std::from_chars(text->data(), text->data() + text->size(), value);
    return value;
}

Invoer const* Berekening::invoer(std::string_view naam) {
    auto const at = std::ranges::find(opdracht_.invoer, naam, [](Invoer const& i) { return i.vorm->naam; });
    if (at == opdracht_.invoer.end()) return nullptr;
    if (std::ranges::find(gebruikte_invoer_, naam, &GebruikteInvoer::naam) == gebruikte_invoer_.end())
        gebruikte_invoer_.push_back({std::string(naam), at->bestand, at->sha256, at->regels.size()});
    return &*at;
}

model::Result<Invoer const*> Berekening::nodig(std::string_view naam) {
    if (auto const* gegeven = invoer(naam)) return gegeven;
    auto const& vorm = *vind_invoer(naam);
    return std::unexpected(wrong(fmt::format("Rapport {} kan niet zonder {}: {}. Geef --invoer {}=BESTAND.csv met {}.", soort_.naam, naam,
                                             vorm.uitleg, naam, vorm_tekst(vorm))));
}

model::Result<void> Berekening::hele_jaren() const {
    auto const [begin, einde] = opdracht_.periode;
    auto const van = model::civil(begin);
    auto const tot = model::civil(einde);
    if (van.month == 1 && van.day == 1 && tot.month == 12 && tot.day == 31) return {};
    return std::unexpected(
        wrong(fmt::format("Rapport {} rekent met het grootboek, en dat kent kalenderjaren: kies van {}-01-01 tot en met {}-12-31.",
                          soort_.naam, van.year, tot.year)));
}

Rij& Berekening::rij(Rapport& rapport, std::vector<Waarde> cellen, Bronnen const& bronnen) {
    auto& nieuw = rapport.rijen.emplace_back();
    nieuw.cellen = std::move(cellen);
    nieuw.herkomst = bronnen.herkomst();
    if (bronnen.gemengd()) gemengde_rijen_.push_back(rapport.rijen.size());
    return nieuw;
}

void Berekening::tel_op(Rapport& rapport, std::string label) {
    rapport.totaal.assign(rapport.kolommen.size(), {});
    for (std::size_t k = 0; k < rapport.kolommen.size(); ++k) {
        auto const eenheid = rapport.kolommen[k].eenheid;
        if (eenheid != Eenheid::centen && eenheid != Eenheid::aantal) continue;
        std::int64_t som = 0;
        bool iets = false;
        for (auto const& rij : rapport.rijen)
            if (auto const* value = std::get_if<std::int64_t>(&rij.cellen[k])) {
                som += *value;
                iets = true;
            }
        if (iets) rapport.totaal[k] = som;
    }
    rapport.totaal[0] = std::move(label);
    if (rapport.afronding.empty()) rapport.afronding = "Som van de rijen, exact op de cent; niets afgerond.";
}

model::Contract const* Berekening::contract_van(std::string_view gemeente) const {
    for (auto const& contract : opdracht_.contracten)
        if (std::ranges::find(contract->gemeenten, gemeente, &model::ContractGemeente::code) != contract->gemeenten.end())
            return contract.get();
    return nullptr;
}

model::ContractProduct const* Berekening::product(model::Domein domein, std::string_view code) const {
    for (auto const& contract : opdracht_.contracten)
        if (auto const* gevonden = contract->product(domein, code, std::nullopt)) return gevonden;
    return nullptr;
}

std::string Berekening::perceel(std::string_view gemeente, model::Domein domein, std::string_view categorie, std::string_view code) const {
    auto const [at, is_new] = percelen_.try_emplace({std::string(gemeente), domein, std::string(categorie), std::string(code)});
    if (!is_new) return at->second;
    auto const* contract = contract_van(gemeente);
    auto const* gevonden =
        contract == nullptr ? nullptr : contract::perceel_van(*contract, domein, model::Code(categorie), code, std::nullopt);
    if (gevonden != nullptr) at->second = gevonden->id;
    return at->second;
}

std::string Berekening::groep(std::string_view per, std::string_view gemeente, std::string_view aanbieder, model::Domein domein,
                              std::string_view categorie, std::string_view code) const {
    if (per == "aanbieder") return std::string(aanbieder);
    if (per == "gemeente") return std::string(gemeente);
    if (per == "domein") return domein == model::Domein::wmo ? "Wmo 2015" : "Jeugdwet";
    if (per == "product") return std::string(code.empty() ? categorie : code);
    auto gevonden = perceel(std::string(gemeente), domein, categorie, code);
    return gevonden.empty() ? "(geen perceel)" : gevonden;
}

Kolom Berekening::groep_kolom(std::string_view per) {
    if (per == "aanbieder") return {"wat", "Aanbieder", Eenheid::aanbieder};
    if (per == "gemeente") return {"wat", "Gemeente", Eenheid::gemeente};
    if (per == "domein") return {"wat", "Wet"};
    if (per == "product") return {"wat", "Product", Eenheid::product};
    return {"wat", "Perceel"};
}

void Berekening::sluit_aan(
    std::map<std::pair<std::string, std::int32_t>, std::pair<std::int64_t, std::int64_t>> const& per_gemeente_en_jaar) {
    for (auto const& [waar, bedragen] : per_gemeente_en_jaar) {
        auto const& [gemeente, jaar] = waar;
        auto const& [prestaties, grootboek] = bedragen;
        if (prestaties == grootboek) continue;
        auto const* contract = contract_van(gemeente);
        auto const waarom = contract == nullptr || !contract->heeft_afspraken()
                                ? "deze gemeente heeft geen bundel met afspraken, en dan is er geen grootboek"
                                : "toewijzingen van voor de bundel tellen in het grootboek pas mee vanaf hun volgende wijziging";
        waarschuw(fmt::format("Gemeente {}, {}: toegekende prestaties € {}, in het grootboek € {}, verschil € {}; {}.", gemeente, jaar,
                              model::to_dutch(model::Money{prestaties}), model::to_dutch(model::Money{grootboek}),
                              model::to_dutch(model::Money{prestaties - grootboek}), waarom));
    }
}

void Berekening::waarschuw_open_maanden(Rapport& rapport) const {
    std::int32_t maanden = 1;
    for (auto const& contract : opdracht_.contracten) maanden = std::max(maanden, contract->parameters.declaratie_maanden);
    std::optional<model::Date> eerste;
    model::Date laatste{};
    for (auto dag = model::first_of_month(opdracht_.periode.begin); dag <= opdracht_.periode.einde; dag = maanden_later(dag, 1)) {
        if (model::last_of_month(maanden_later(dag, maanden)) < opdracht_.op) continue;
        if (!eerste) eerste = dag;
        laatste = dag;
    }
    if (!eerste) return;
    auto const welke = model::same_month(*eerste, laatste) ? fmt::format("{} is", maand(*eerste))
                                                           : fmt::format("{} tot en met {} zijn", maand(*eerste), maand(laatste));
    rapport.waarschuwingen.insert(
        rapport.waarschuwingen.begin(),
        fmt::format("De periode is niet af: {} op {} nog open. Declaraties over een maand kunnen komen tot het eind van de {} maand erna; "
                    "bedragen en aantallen van die maanden kunnen nog veranderen.",
                    welke, model::to_dutch(opdracht_.op), maanden == 1 ? std::string("eerste") : fmt::format("{}e", maanden)));
}

void Berekening::waarschuw_bundels(Rapport& rapport) const {
    std::set<std::string> gemeenten;
    for (auto const& b : bundels_) gemeenten.insert(b.gemeente);
    std::string delen;
    for (auto const& gemeente : gemeenten) {
        std::vector<Bundelgebruik const*> van;
        for (auto const& b : bundels_)
            if (b.gemeente == gemeente) van.push_back(&b);
        if (van.size() < 2) continue;
        std::ranges::sort(van, {}, &Bundelgebruik::bericht);
        std::string keten;
        for (auto const* b : van)
            keten += fmt::format("{}{} (vanaf bericht {}, {})", keten.empty() ? "" : ", daarna ",
                                 b->label.empty() ? "geen bundel" : b->label, b->bericht, model::to_dutch(b->dag));
        delen += fmt::format(" Gemeente {}: {}.", gemeente, keten);
    }
    if (delen.empty()) return;
    constexpr std::size_t meeste = 20;
    auto rijen = gemengde_rijen_;
    bool const meer = rijen.size() > meeste;
    if (meer) rijen.resize(meeste);
    rapport.waarschuwingen.push_back(fmt::format(
        "De contractbundel is in de tijd gewijzigd; elk bericht is beoordeeld onder die van toen.{} {}", delen,
        rijen.empty()
            ? "Geen rij raakt er meer dan een."
            : fmt::format("Rijen met berichten onder meer dan een bundel: {}{}.", fmt::join(rijen, ", "), meer ? ", en meer" : "")));
}

void Berekening::vul_namen(Rapport& rapport) const {
    std::map<std::string, std::string> namen;
    for (std::size_t k = 0; k < rapport.kolommen.size(); ++k) {
        auto const eenheid = rapport.kolommen[k].eenheid;
        if (eenheid != Eenheid::gemeente && eenheid != Eenheid::aanbieder && eenheid != Eenheid::product) continue;
        for (auto const& rij : rapport.rijen) {
            auto const* code = std::get_if<std::string>(&rij.cellen[k]);
            if (code == nullptr || code->empty() || namen.contains(*code)) continue;
            for (auto const& contract : opdracht_.contracten) {
                if (eenheid == Eenheid::gemeente) {
                    auto const at = std::ranges::find(contract->gemeenten, *code, &model::ContractGemeente::code);
                    if (at != contract->gemeenten.end()) namen.emplace(*code, at->naam);
                } else if (eenheid == Eenheid::aanbieder) {
                    auto const van = contract->van_aanbieder(*code);
                    if (!van.empty()) namen.emplace(*code, van.front().naam);
                } else {
                    auto const at = std::ranges::find(contract->producten, *code, &model::ContractProduct::code);
                    if (at != contract->producten.end()) namen.emplace(*code, at->omschrijving);
                }
            }
        }
    }
    rapport.namen.assign(namen.begin(), namen.end());
}

} // namespace rules::rapport
