#include "rules/contract/kolommen.hpp"
#include "rules/contract/tabellen.hpp"

#include <array>
#include <map>

namespace rules::contract {

namespace {

constexpr auto vormen =
    std::to_array<std::pair<std::string_view, model::BudgetVorm>>({{"plafond", model::BudgetVorm::plafond},
                                                                   {"bestedingsruimte", model::BudgetVorm::bestedingsruimte},
                                                                   {"budgetafspraak", model::BudgetVorm::budgetafspraak}});
constexpr auto niveaus = std::to_array<std::pair<std::string_view, model::BudgetNiveau>>(
    {{"aanbieder", model::BudgetNiveau::aanbieder}, {"gemeente", model::BudgetNiveau::gemeente}, {"regio", model::BudgetNiveau::regio}});

/// The cells that say what a line is about: a perceel or a product, an aanbieder, a gemeente; each may be empty.
struct Onderwerp {
    std::string perceel;
    std::string product;
    std::string aanbieder;
    std::string gemeente;
};

struct OnderwerpCellen {
    std::size_t perceel;
    std::size_t product;
    std::size_t aanbieder;
    std::size_t gemeente;
};

std::optional<std::string> optional_product(Rij const& rij, std::size_t cel, Fields& fields) {
    return rij.cellen[cel].tekst.empty() ? std::optional(std::string()) : fields.product_code(rij, cel);
}

std::optional<std::string> optional_gemeente(Rij const& rij, std::size_t cel, Fields& fields) {
    return rij.cellen[cel].tekst.empty() ? std::optional(std::string()) : fields.gemeente(rij, cel);
}

std::optional<Onderwerp> read_onderwerp(Rij const& rij, OnderwerpCellen const& cel, std::optional<model::Domein> domein, Fields& fields,
                                        Kader const& kader) {
    auto const perceel = fields.id(rij, cel.perceel);
    auto const product = optional_product(rij, cel.product, fields);
    auto const aanbieder = fields.aanbieder(rij, cel.aanbieder);
    auto const gemeente = optional_gemeente(rij, cel.gemeente, fields);
    if (perceel) kader.known_perceel(fields, rij, cel.perceel, *perceel, domein);
    if (product) kader.known_product(fields, rij, cel.product, *product, domein);
    if (aanbieder) kader.known_aanbieder(fields, rij, cel.aanbieder, *aanbieder);
    if (gemeente) kader.known_gemeente(fields, rij, cel.gemeente, *gemeente);
    if (!perceel || !product || !aanbieder || !gemeente) return std::nullopt;
    if (!perceel->empty() && !product->empty()) {
        fields.fault(rij, cel.product, "leeg, of geen perceel", "Deze regel noemt een perceel en een product; kies er een.");
        return std::nullopt;
    }
    return Onderwerp{*perceel, *product, *aanbieder, *gemeente};
}

/// The local perceel a line is about, by its perceel or its product; nullptr: none.
model::Perceel const* local(Kader const& kader, model::Domein domein, std::string_view perceel, std::string_view product) {
    auto const* p = product.empty() ? nullptr : kader.contract.product(domein, product, std::nullopt);
    auto const* lot = kader.contract.vind_perceel(p == nullptr ? perceel : std::string_view(p->perceel));
    return lot != nullptr && lot->lokaal ? lot : nullptr;
}

/// Remembers ids; a second one is a Fout.
class Ids {
public:
    explicit Ids(Fields& fields) : fields_(fields) {}
    void add(Rij const& rij, std::size_t cel, std::string const& id) {
        if (id.empty()) {
            fields_.fault(rij, cel, "een eigen naam", "De naam ontbreekt.");
            return;
        }
        auto const [it, fresh] = lines_.emplace(id, rij.lijn);
        if (!fresh)
            fields_.fault(rij, cel, "een naam die nog niet gebruikt is", fmt::format("Deze naam staat al op regel {}.", it->second));
    }

private:
    Fields& fields_;
    std::map<std::string, std::uint32_t> lines_;
};

template <class T>
std::vector<T> read_lines(std::string const& bestand, std::string_view bytes, std::span<std::string_view const> kolommen,
                          std::size_t verplicht, Kader& kader, auto const& read_line) {
    auto const rijen = model::read_csv(bestand, bytes, kolommen, kader.fouten, verplicht);
    Fields fields(bestand, kader.fouten);
    std::vector<T> out;
    for (auto const& rij : rijen)
        if (std::optional<T> line = read_line(rij, fields)) {
            line->herkomst = herkomst(bestand, rij);
            out.push_back(std::move(*line));
        }
    return out;
}

} // namespace

void load_deelname(std::string const& bestand, std::string_view bytes, Kader& kader) {
    auto const& k = deelname_kolommen;
    kader.contract.geen_deelname = read_lines<model::GeenDeelname>(
        bestand, bytes, k, 3, kader, [&](Rij const& rij, Fields& fields) -> std::optional<model::GeenDeelname> {
            auto const gemeente = fields.gemeente(rij, 0);
            auto const geldig = fields.geldig(rij, kolom(k, "geldig_van"), kolom(k, "geldig_tot"));
            auto const perceel = fields.id(rij, kolom(k, "perceel"));
            auto const product = optional_product(rij, kolom(k, "product"), fields);
            if (gemeente) kader.known_gemeente(fields, rij, 0, *gemeente);
            if (perceel) kader.known_perceel(fields, rij, kolom(k, "perceel"), *perceel, std::nullopt);
            if (product) kader.known_product(fields, rij, kolom(k, "product"), *product, std::nullopt);
            if (!gemeente || !geldig || !perceel || !product) return std::nullopt;
            if (perceel->empty() == product->empty()) {
                fields.fault(rij, kolom(k, "perceel"), "een perceel of een product",
                             "Deze regel noemt niet precies een perceel of een product.");
                return std::nullopt;
            }
            return model::GeenDeelname{*gemeente, *perceel, *product, *geldig, {}};
        });
}

void load_opslagen(std::string const& bestand, std::string_view bytes, Kader& kader) {
    auto const& k = opslag_kolommen;
    auto const rijen = model::read_csv(bestand, bytes, k, kader.fouten, 5);
    Fields fields(bestand, kader.fouten);
    std::vector<Gelezen<model::Opslag>> lines;
    for (auto const& rij : rijen) {
        auto const domein = fields.domein(rij, 0);
        auto const product = fields.product_code(rij, 1);
        auto const criterium = fields.tekst(rij, 2);
        auto const geldig = fields.geldig(rij, 3, 4);
        auto const aanbieder = fields.aanbieder(rij, 5);
        auto const basispunten = fields.getal(rij, kolom(k, "basispunten"), 0, 100'000);
        auto const bedrag = fields.bedrag(rij, kolom(k, "bedrag"));
        if (domein && product) kader.known_product(fields, rij, 1, *product, domein);
        if (aanbieder) kader.known_aanbieder(fields, rij, 5, *aanbieder);
        if (!domein || !product || !criterium || !geldig || !aanbieder || !basispunten || !bedrag) continue;
        if ((*basispunten == 0) == (bedrag->cents == 0)) {
            fields.fault(rij, kolom(k, "basispunten"), "basispunten (500 is 5 %) of een bedrag per eenheid",
                         "De opslag is niet precies een van beide.");
            continue;
        }
        lines.push_back({{*domein, *product, *aanbieder, *basispunten, *bedrag, *criterium, *geldig, herkomst(bestand, rij)}, &rij});
    }
    auto const key = [](auto const& o) {
        return std::tuple(o.domein, std::string_view(o.product), std::string_view(o.aanbieder), std::string_view(o.criterium));
    };
    check_overlap(lines, key, 3, "deze opslag", fields);
    kader.contract.opslagen = values(std::move(lines));
    std::ranges::stable_sort(kader.contract.opslagen, {}, [](auto const& o) {
        return std::tuple(o.domein, std::string_view(o.product), std::string_view(o.aanbieder), o.geldig.van);
    });
}

void load_budgetten(std::string const& bestand, std::string_view bytes, Kader& kader) {
    auto const& k = budget_kolommen;
    Fields outside(bestand, kader.fouten);
    Ids ids(outside);
    auto const budget_key = [](model::Budget const& b) {
        return std::tuple(b.vorm, b.niveau, b.domein, b.aanbieder, b.gemeente, b.perceel, b.product, b.jaar);
    };
    std::map<decltype(budget_key(model::Budget{})), std::uint32_t> earlier;
    kader.contract.budgetten =
        read_lines<model::Budget>(bestand, bytes, k, 6, kader, [&](Rij const& rij, Fields& fields) -> std::optional<model::Budget> {
            auto const id = fields.id(rij, 0);
            if (id) ids.add(rij, 0, *id);
            auto const vorm = fields.keuze<model::BudgetVorm>(rij, 1, vormen);
            auto const niveau = fields.keuze<model::BudgetNiveau>(rij, 2, niveaus);
            auto const domein = fields.domein(rij, 3);
            auto const jaar = fields.getal(rij, 4, 2015, 2100, -1);
            if (jaar == -1) fields.fault(rij, 4, "een jaar: 2026", "Het jaar ontbreekt.");
            auto const bedrag = fields.bedrag(rij, 5);
            auto const wat = read_onderwerp(rij, {kolom(k, "perceel"), kolom(k, "product"), kolom(k, "aanbieder"), kolom(k, "gemeente")},
                                            domein, fields, kader);
            auto const aantal = fields.getal(rij, kolom(k, "verwacht_aantal"), 0, 1'000'000);
            auto const signaal = fields.getal(rij, kolom(k, "signaal_bp"), 0, 10'000, 7000);
            auto const groep = fields.id(rij, kolom(k, "groep"));
            if (!id || !vorm || !niveau || !domein || !jaar || *jaar == -1 || !bedrag || !wat || !aantal || !signaal || !groep)
                return std::nullopt;
            if (rij.cellen[5].tekst.empty()) fields.fault(rij, 5, "euro's: 100000,00", "Het bedrag ontbreekt.");
            model::Budget b;
            b.id = *id;
            b.vorm = *vorm;
            b.niveau = *niveau;
            b.domein = *domein;
            b.aanbieder = wat->aanbieder;
            b.gemeente = wat->gemeente;
            b.perceel = wat->perceel;
            b.product = wat->product;
            b.jaar = *jaar;
            b.bedrag = *bedrag;
            b.verwacht_aantal = *aantal;
            b.signaal_bp = *signaal;
            b.groep = *groep;
            bool const of_aanbieder = b.niveau == model::BudgetNiveau::aanbieder;
            bool const of_gemeente = b.niveau == model::BudgetNiveau::gemeente;
            if (of_aanbieder == b.aanbieder.empty())
                fields.fault(rij, kolom(k, "aanbieder"), of_aanbieder ? "AGB-code van acht cijfers" : "leeg",
                             "Niveau en aanbieder passen niet bij elkaar.");
            if ((of_gemeente && b.gemeente.empty()) || (b.niveau == model::BudgetNiveau::regio && !b.gemeente.empty()))
                fields.fault(rij, kolom(k, "gemeente"), of_gemeente ? "een gemeente" : "leeg",
                             "Niveau en gemeente passen niet bij elkaar.");
            if (auto const* lot = local(kader, b.domein, b.perceel, b.product))
                fields.fault(rij, b.product.empty() ? kolom(k, "perceel") : kolom(k, "product"), "een regionaal perceel",
                             fmt::format("Perceel {} is lokaal: daar zijn geen aanvullende afspraken over geld.", lot->id));
            auto const [it, fresh] = earlier.emplace(budget_key(b), rij.lijn);
            if (!fresh)
                fields.fault(rij, 0, "één regel",
                             fmt::format("Voor hetzelfde staat er al een {} op regel {}.", model::name(b.vorm), it->second));
            return b;
        });
    std::ranges::stable_sort(kader.contract.budgetten, {}, [](auto const& b) {
        return std::tuple(b.niveau, std::string_view(b.aanbieder), std::string_view(b.gemeente), b.jaar);
    });
}

void load_capaciteit(std::string const& bestand, std::string_view bytes, Kader& kader) {
    auto const& k = capaciteit_kolommen;
    Fields outside(bestand, kader.fouten);
    Ids ids(outside);
    kader.contract.capaciteit =
        read_lines<model::Capaciteit>(bestand, bytes, k, 5, kader, [&](Rij const& rij, Fields& fields) -> std::optional<model::Capaciteit> {
            auto const id = fields.id(rij, 0);
            if (id) ids.add(rij, 0, *id);
            auto const domein = fields.domein(rij, 1);
            auto const aantal = fields.getal(rij, 2, 0, 1'000'000, -1);
            if (aantal == -1) fields.fault(rij, 2, "een aantal", "Het aantal ontbreekt.");
            auto const geldig = fields.geldig(rij, 3, 4);
            auto const per_jaar = fields.ja_nee(rij, kolom(k, "per_jaar"));
            auto const wat = read_onderwerp(rij, {kolom(k, "perceel"), kolom(k, "product"), kolom(k, "aanbieder"), kolom(k, "gemeente")},
                                            domein, fields, kader);
            auto const signaal = fields.getal(rij, kolom(k, "signaal_vanaf"), 0, 1'000'000);
            auto const instemming = fields.ja_nee(rij, kolom(k, "instemming"));
            if (!id || !domein || !aantal || *aantal == -1 || !geldig || !per_jaar || !wat || !signaal || !instemming) return std::nullopt;
            if (wat->perceel.empty() && wat->product.empty())
                fields.fault(rij, kolom(k, "perceel"), "een perceel of een product", "Deze plekken zijn van geen perceel of product.");
            if (auto const* lot = local(kader, *domein, wat->perceel, wat->product))
                fields.fault(rij, wat->product.empty() ? kolom(k, "perceel") : kolom(k, "product"), "een regionaal perceel",
                             fmt::format("Perceel {} is lokaal: daar zijn geen aanvullende afspraken over plekken.", lot->id));
            return model::Capaciteit{*id,          *per_jaar, *domein,  wat->aanbieder, wat->gemeente, wat->perceel,
                                     wat->product, *aantal,   *signaal, *instemming,    *geldig,       {}};
        });
}

void load_combinaties(std::string const& bestand, std::string_view bytes, Kader& kader) {
    auto const& k = combinatie_kolommen;
    auto const known = [&](std::string_view side) {
        return !kader.kop || !kader.producten || kader.contract.vind_perceel(side) != nullptr ||
               kader.producten->contains({"wmo", std::string(side)}) || kader.producten->contains({"jw", std::string(side)});
    };
    kader.contract.combinaties =
        read_lines<model::Combinatie>(bestand, bytes, k, 4, kader, [&](Rij const& rij, Fields& fields) -> std::optional<model::Combinatie> {
            auto const deze = rij.cellen[0].tekst;
            auto die = Fields::lijst(rij, 1);
            auto const geldig = fields.geldig(rij, 2, 3);
            auto const sluit_uit = fields.ja_nee(rij, kolom(k, "sluit_uit"));
            auto const side = [&](std::size_t cel, std::string_view naam) {
                if (naam.empty() || !known(naam))
                    fields.fault(rij, cel, "de id van een perceel of de code van een product", fmt::format("\"{}\" bestaat niet.", naam));
            };
            side(0, deze);
            if (die.empty()) side(1, "");
            for (auto const& d : die) side(1, d);
            if (!geldig || !sluit_uit) return std::nullopt;
            return model::Combinatie{*sluit_uit, deze, std::move(die), *geldig, {}};
        });
}

} // namespace rules::contract
