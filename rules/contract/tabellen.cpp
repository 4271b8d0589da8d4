#include "rules/contract/tabellen.hpp"

#include "rules/contract/bekostiging.hpp"
#include "rules/contract/kolommen.hpp"

#include <array>

namespace rules::contract {

namespace {

constexpr auto gebroken_maanden = std::to_array<std::pair<std::string_view, std::string_view>>(
    {{"", ""}, {"volledig", "volledig"}, {"niet", "niet"}, {"naar_rato", "naar_rato"}, {"alleen_laatste", "alleen_laatste"}});

constexpr auto tarief_van = kolom(tarief_kolommen, "geldig_van");
constexpr auto tarief_aanbieder = kolom(tarief_kolommen, "aanbieder");

/// The columns of producten.csv that may be left out.
bool read_extra(Rij const& rij, Fields& fields, model::ContractProduct& p, Kader const& kader) {
    auto const cel_perceel = kolom(product_kolommen, "perceel");
    auto const perceel = fields.id(rij, cel_perceel);
    auto const algemeen = fields.ja_nee(rij, kolom(product_kolommen, "algemeen"));
    auto const crisis = fields.ja_nee(rij, kolom(product_kolommen, "crisis"));
    auto const maatwerk = fields.ja_nee(rij, kolom(product_kolommen, "maatwerk"));
    auto const cel_open = kolom(product_kolommen, "open_tot");
    auto const open_tot = rij.cellen[cel_open].tekst.empty() ? std::nullopt : fields.datum(rij, cel_open);
    auto const norm = fields.getal(rij, kolom(product_kolommen, "norm_dagen"), 0, 36'500);
    auto const cel_max = kolom(product_kolommen, "max_dagen");
    auto const max = fields.getal(rij, cel_max, 0, 36'500);
    auto const min_intensiteit = fields.getal(rij, kolom(product_kolommen, "min_intensiteit"), 0, 99'999);
    auto const cel_intensiteit = kolom(product_kolommen, "max_intensiteit");
    auto const max_intensiteit = fields.getal(rij, cel_intensiteit, 0, 99'999);
    auto const gebroken = fields.keuze<std::string_view>(rij, kolom(product_kolommen, "gebroken_maand"), gebroken_maanden);
    auto const profiel = rij.cellen[kolom(product_kolommen, "profiel")].tekst;
    if (!perceel || !algemeen || !crisis || !maatwerk || (!rij.cellen[cel_open].tekst.empty() && !open_tot) || !norm || !max ||
        !min_intensiteit || !max_intensiteit || !gebroken)
        return false;
    p.perceel = *perceel;
    p.algemeen = *algemeen;
    p.crisis = *crisis;
    p.maatwerk = *maatwerk;
    p.open_tot = open_tot;
    p.norm_dagen = *norm;
    p.max_dagen = *max;
    p.min_intensiteit = *min_intensiteit;
    p.max_intensiteit = *max_intensiteit;
    p.gebroken_maand = *gebroken;
    p.profiel = profiel;

    if (p.open_tot && *p.open_tot < p.geldig.van)
        fields.fault(rij, cel_open, fmt::format("{} of later", to_string(p.geldig.van)), "Het product sluit voordat het begint.");
    if (p.max_dagen != 0 && p.norm_dagen > p.max_dagen)
        fields.fault(rij, cel_max, fmt::format("{} of meer", p.norm_dagen), "De langste duur is korter dan de norm.");
    if (p.max_intensiteit != 0 && p.min_intensiteit > p.max_intensiteit)
        fields.fault(rij, cel_intensiteit, fmt::format("{} of meer", p.min_intensiteit), "De hoogste intensiteit is lager dan de laagste.");
    kader.known_perceel(fields, rij, cel_perceel, p.perceel, p.domein);
    auto const* lot = kader.contract.vind_perceel(p.perceel);
    if (lot == nullptr) return true;
    auto const paid_so = [&](model::Bekostiging b) { return past(b, p.eenheid); };
    if (!paid_so(lot->bekostiging) && !std::ranges::any_of(lot->per_gemeente, paid_so, [](auto const& g) { return g.second; }))
        fields.fault(rij, kolom(product_kolommen, "eenheid"),
                     fmt::format("een eenheid die bij \"{}\" past ({})", model::name(lot->bekostiging), lot->herkomst),
                     fmt::format("Perceel {} wordt anders bekostigd dan deze eenheid; één perceel heeft één bekostiging.", lot->id));
    return true;
}

/// A day without a tarief between two lines of the same key, while the product is valid and nobody's line for all fills it.
void check_gaps(std::vector<Gelezen<model::ContractTarief>> const& lines, Kader const& kader, Fields& fields) {
    auto const key = [](auto const& t) {
        return std::tuple(t.domein, std::string_view(t.product), t.eenheid.view(), std::string_view(t.aanbieder));
    };
    auto const for_all = [&](model::ContractTarief const& t, model::Date op) {
        return std::ranges::any_of(
            std::ranges::equal_range(lines, std::tuple(t.domein, std::string_view(t.product), t.eenheid.view(), std::string_view()), {},
                                     [&](auto const& l) { return key(l.waarde); }),
            [&](auto const& l) { return l.waarde.geldig.op(op); });
    };
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
        auto const& before = lines[i].waarde;
        auto const& after = lines[i + 1].waarde;
        if (key(before) != key(after) || !before.geldig.tot || *before.geldig.tot + 1 >= after.geldig.van) continue;
        for (auto op = *before.geldig.tot + 1; op < after.geldig.van; op = op + 1) {
            if (kader.contract.product(before.domein, before.product, op) == nullptr || for_all(before, op)) continue;
            fields.fault(*lines[i + 1].rij, tarief_van, fmt::format("{}, of een regel daartussen", to_string(op)),
                         fmt::format("Vanaf {} is er geen tarief, terwijl het product geldt en regel {} eerder ophoudt.", to_dutch(op),
                                     lines[i].rij->lijn));
            break;
        }
    }
}

/// R09: what is tailor-made has a price per aanbieder, one for all gemeenten.
void check_maatwerk(std::vector<Gelezen<model::ContractTarief>> const& lines, Kader const& kader, Fields& fields) {
    auto const of_maatwerk = [&](model::ContractTarief const& t) {
        auto const* p = kader.contract.product(t.domein, t.product, t.geldig.van);
        return p != nullptr && p->maatwerk;
    };
    for (std::size_t i = 0; i < lines.size(); ++i) {
        auto const& t = lines[i].waarde;
        if (!of_maatwerk(t)) continue;
        if (t.aanbieder.empty())
            fields.fault(*lines[i].rij, tarief_aanbieder, "AGB-code van acht cijfers", "R09: maatwerk heeft een prijs per aanbieder.");
        // Lines of one product and aanbieder differ in eenheid only; they stand close together.
        for (auto j = i; j-- > 0 && lines[j].waarde.domein == t.domein && lines[j].waarde.product == t.product;) {
            auto const& other = lines[j].waarde;
            bool const meet = other.geldig.op(t.geldig.van) || t.geldig.op(other.geldig.van);
            if (other.aanbieder != t.aanbieder || !meet || other.tarief == t.tarief) continue;
            fields.fault(*lines[i].rij, kolom(tarief_kolommen, "tarief"),
                         fmt::format("{}, als op regel {}", to_dutch(other.tarief), lines[j].rij->lijn),
                         "R09: maatwerk van een aanbieder heeft één prijs, voor alle gemeenten dezelfde.");
            break;
        }
    }
}

} // namespace

void Kader::known_gemeente(Fields& fields, Rij const& rij, std::size_t cel, std::string_view code) const {
    if (code.empty() || !gemeenten ||
        std::ranges::find(contract.gemeenten, code, &model::ContractGemeente::code) != contract.gemeenten.end())
        return;
    fields.fault(rij, cel, "een gemeente uit gemeenten.csv", fmt::format("Gemeente {} hoort niet bij deze regio.", code));
}

void Kader::known_perceel(Fields& fields, Rij const& rij, std::size_t cel, std::string_view id, std::optional<model::Domein> domein) const {
    if (id.empty() || !kop) return;
    auto const* perceel = contract.vind_perceel(id);
    if (perceel == nullptr) fields.fault(rij, cel, "de id van een [[perceel]] in bundel.toml", "Dit perceel staat niet in bundel.toml.");
    else if (domein && perceel->domein != *domein)
        fields.fault(rij, cel, fmt::format("een perceel van {}", model::name(*domein)), "Dit perceel is van het andere domein.");
}

void Kader::known_product(Fields& fields, Rij const& rij, std::size_t cel, std::string_view code,
                          std::optional<model::Domein> domein) const {
    if (code.empty() || !producten) return;
    auto const listed = [&](model::Domein d) { return producten->contains({std::string(model::name(d)), std::string(code)}); };
    if (domein ? listed(*domein) : listed(model::Domein::wmo) || listed(model::Domein::jw)) return;
    fields.fault(rij, cel, domein ? "een code uit producten.csv met hetzelfde domein" : "een code uit producten.csv",
                 "Dit product staat niet in producten.csv.");
}

void Kader::known_aanbieder(Fields& fields, Rij const& rij, std::size_t cel, std::string_view agb) const {
    if (agb.empty() || !aanbieders || aanbieders->contains(std::string(agb))) return;
    fields.fault(rij, cel, "een aanbieder uit overeenkomsten.csv", "Met deze aanbieder staat er geen overeenkomst in overeenkomsten.csv.");
}

void load_gemeenten(std::string const& bestand, std::string_view bytes, Kader& kader) {
    auto const before = kader.fouten.size();
    auto const rijen = model::read_csv(bestand, bytes, gemeente_kolommen, kader.fouten);
    if (rijen.empty() && kader.fouten.size() == before)
        kader.fouten.push_back({bestand, 0, 0, "", "minstens één regel met een gemeente", "De bundel geldt voor geen enkele gemeente."});
    Fields fields(bestand, kader.fouten);
    std::vector<Gelezen<model::ContractGemeente>> lines;
    for (auto const& rij : rijen) {
        auto const code = fields.gemeente(rij, 0);
        auto const naam = fields.tekst(rij, 1);
        auto const geldig = fields.geldig(rij, 2, 3);
        if (code && naam && geldig) lines.push_back({{*code, *naam, *geldig, herkomst(bestand, rij)}, &rij});
    }
    kader.gemeenten = kader.fouten.size() == before;
    check_overlap(
        lines, [](auto const& g) { return std::string_view(g.code); }, 2, "deze gemeente", fields);
    kader.contract.gemeenten = values(std::move(lines));
}

void load_producten(std::string const& bestand, std::string_view bytes, Kader& kader) {
    auto const before = kader.fouten.size();
    auto const rijen = model::read_csv(bestand, bytes, product_kolommen, kader.fouten, 7);
    if (!rijen.empty() || kader.fouten.size() == before) kader.producten.emplace();
    Fields fields(bestand, kader.fouten);
    std::vector<Gelezen<model::ContractProduct>> lines;
    for (auto const& rij : rijen) {
        kader.producten->emplace(rij.cellen[0].tekst, rij.cellen[2].tekst);
        auto const domein = fields.domein(rij, 0);
        auto const categorie = fields.categorie(rij, 1, domein);
        auto const code = fields.product_code(rij, 2);
        auto const omschrijving = fields.tekst(rij, 3);
        auto const eenheid = fields.eenheid(rij, 4);
        auto const geldig = fields.geldig(rij, 5, 6);
        if (!domein || !categorie || !code || !omschrijving || !eenheid || !geldig) continue;
        model::ContractProduct product;
        product.domein = *domein;
        product.categorie = *categorie;
        product.code = *code;
        product.omschrijving = *omschrijving;
        product.eenheid = *eenheid;
        product.geldig = *geldig;
        product.herkomst = herkomst(bestand, rij);
        if (read_extra(rij, fields, product, kader)) lines.push_back({std::move(product), &rij});
    }
    check_overlap(
        lines, [](auto const& p) { return std::tuple(p.domein, std::string_view(p.code)); }, 5, "dit product", fields);
    kader.contract.producten = values(std::move(lines));
}

void load_tarieven(std::string const& bestand, std::string_view bytes, Kader& kader) {
    auto const rijen = model::read_csv(bestand, bytes, tarief_kolommen, kader.fouten);
    Fields fields(bestand, kader.fouten);
    std::vector<Gelezen<model::ContractTarief>> lines;
    lines.reserve(rijen.size());
    for (auto const& rij : rijen) {
        auto const domein = fields.domein(rij, 0);
        auto const product = fields.product_code(rij, 1);
        if (domein && product) kader.known_product(fields, rij, 1, *product, domein);
        auto const eenheid = fields.eenheid(rij, 2);
        auto const aanbieder = fields.aanbieder(rij, 3);
        if (aanbieder) kader.known_aanbieder(fields, rij, 3, *aanbieder);
        auto const tarief = fields.tarief(rij, 4);
        auto const geldig = fields.geldig(rij, 5, 6);
        if (domein && product && eenheid && aanbieder && tarief && geldig)
            lines.push_back({{*domein, *product, *eenheid, *aanbieder, *tarief, *geldig, herkomst(bestand, rij)}, &rij});
    }
    auto const key = [](auto const& t) {
        return std::tuple(t.domein, std::string_view(t.product), t.eenheid.view(), std::string_view(t.aanbieder));
    };
    check_overlap(lines, key, 5, "een tarief voor dit product, deze eenheid en deze aanbieder", fields);
    check_gaps(lines, kader, fields);
    check_maatwerk(lines, kader, fields);
    kader.contract.tarieven = values(std::move(lines));
}

} // namespace rules::contract
