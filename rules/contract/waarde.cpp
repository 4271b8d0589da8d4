#include "rules/contract/waarde.hpp"

#include "rules/contract/bekostiging.hpp"
#include "rules/standard/tekst.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>
#include <tuple>

namespace rules::contract {
namespace {

__extension__ using Breed = __int128;

/// Above this no value is taken for real: a hundred billion euros. Sums of accounts stay far from what 64 bits hold.
constexpr Breed hoogste_cents = 10'000'000'000'000;
/// An end further off is no end.
constexpr std::int32_t langste_jaren = 100;
constexpr std::int64_t minuten_per_uur = 60;

/// Cents per unit of the Omvang, times 60 so that minutes against an hour tarief stay exact (IV081).
struct Prijs {
    std::int64_t zestigsten = 0;
    model::ContractTarief const* lijn = nullptr;
};

/// The lines that can price a toewijzing: its own eenheid or the other of uur and minuut, of the aanbieder or of all.
class Tarieven {
public:
    Tarieven(model::Contract const& contract, Toegewezen const& t) {
        auto const eenheid = t.omvang->eenheid;
        add(contract, t, eenheid, minuten_per_uur);
        if (eenheid == "01") add(contract, t, "04", 1);
        if (eenheid == "04") add(contract, t, "01", minuten_per_uur * minuten_per_uur);
    }

    /// The price on a day: the line in force, else the last that was.
    [[nodiscard]] std::optional<Prijs> op(model::Date dag) const {
        for (bool const in_force : {true, false})
            for (auto const& [lijnen, factor] : bronnen_) {
                auto const after = std::ranges::upper_bound(lijnen, dag, {}, [](auto const& l) { return l.geldig.van; });
                if (after == lijnen.begin()) continue;
                auto const& lijn = *std::prev(after);
                if (!in_force || lijn.geldig.op(dag)) return Prijs{lijn.tarief.cents * factor, &lijn};
            }
        return std::nullopt;
    }

    /// Days on which the price may change.
    void grenzen(std::vector<model::Date>& uit) const {
        for (auto const& [lijnen, factor] : bronnen_)
            for (auto const& lijn : lijnen) {
                uit.push_back(lijn.geldig.van);
                if (lijn.geldig.tot) uit.push_back(*lijn.geldig.tot + 1);
            }
    }

private:
    void add(model::Contract const& contract, Toegewezen const& t, model::Code eenheid, std::int64_t factor) {
        for (auto const aanbieder : {t.aanbieder, std::string_view()})
            if (auto const gevonden = contract.tarieven_van(t.domein, *t.product->code, eenheid, aanbieder); !gevonden.empty())
                bronnen_.emplace_back(gevonden, factor);
    }

    std::vector<std::pair<std::span<model::ContractTarief const>, std::int64_t>> bronnen_;
};

model::Date last_day(Toegewezen const& t, model::Contract const& contract, model::Perceel const* perceel) {
    if (t.tot && *t.tot <= model::add_years(t.van, langste_jaren)) return *t.tot;
    std::optional<model::Date> einde;
    if (perceel != nullptr)
        if (auto const* o = contract.overeenkomst(t.aanbieder, perceel->id, t.van)) einde = o->geldig.tot;
    if (!einde) einde = contract.geldig.tot;
    auto const year_after = model::date(model::civil(t.van).year + 1, 12, 31);
    return einde && *einde >= t.van && *einde <= model::add_years(t.van, langste_jaren) ? *einde : year_after;
}

/// How often the Volume counts, and the words for it.
std::pair<std::int64_t, std::string> keren(model::Omvang const& omvang, model::Period periode) {
    if (omvang.frequentie == "1") return {model::days_in(periode), fmt::format("/dag x {} dagen", model::days_in(periode))};
    if (omvang.frequentie == "2") return {model::weeks_in(periode), fmt::format("/week x {} weken", model::weeks_in(periode))};
    if (omvang.frequentie == "4") return {model::months_in(periode), fmt::format("/maand x {} maanden", model::months_in(periode))};
    return {1, ""};
}

/// A run of days in one calendar year at one price.
struct Stuk {
    std::int32_t jaar = 0;
    std::int32_t dagen = 0;
    Breed per_dag = 0; ///< share of a day in the common denominator
};

/// Years whose parts add up to the rounded whole: what is left of the cents goes to the largest remainders, the earlier year first.
std::vector<std::pair<std::int32_t, model::Money>> verdeel(std::span<Stuk const> stukken, Breed noemer) {
    struct Deel {
        std::int32_t jaar = 0;
        Breed teller = 0;
        std::int64_t cents = 0;
    };
    std::vector<Deel> delen;
    Breed som = 0;
    for (auto const& stuk : stukken) {
        if (delen.empty() || delen.back().jaar != stuk.jaar) delen.push_back({.jaar = stuk.jaar});
        delen.back().teller += stuk.per_dag * stuk.dagen;
        som += stuk.per_dag * stuk.dagen;
    }
    auto over = static_cast<std::int64_t>((som * 2 + noemer) / (noemer * 2));
    for (auto& deel : delen) {
        deel.cents = static_cast<std::int64_t>(deel.teller / noemer);
        over -= deel.cents;
    }
    std::vector<Deel*> order;
    for (auto& deel : delen) order.push_back(&deel);
    std::ranges::stable_sort(order, std::ranges::greater(), [&](Deel const* d) { return d->teller % noemer; });
    for (std::size_t i = 0; over > 0; i = (i + 1) % order.size(), --over) ++order[i]->cents;
    std::vector<std::pair<std::int32_t, model::Money>> jaren;
    for (auto const& deel : delen)
        if (deel.cents != 0) jaren.emplace_back(deel.jaar, model::Money{deel.cents});
    return jaren;
}

Waarde unknown(std::string reden, model::Date einde) {
    return {.bekend = false, .per_jaar = {}, .einde = einde, .berekening = {}, .reden = std::move(reden)};
}

/// The first days of years and of prices in a period, its own first day among them.
std::vector<model::Date> begins(model::Period periode, std::vector<model::Date> grenzen) {
    grenzen.push_back(periode.begin);
    for (auto jaar = model::civil(periode.begin).year + 1; jaar <= model::civil(periode.einde).year; ++jaar)
        grenzen.push_back(model::date(jaar, 1, 1));
    std::erase_if(grenzen, [&](model::Date d) { return d < periode.begin || d > periode.einde; });
    std::ranges::sort(grenzen);
    grenzen.erase(std::ranges::unique(grenzen).begin(), grenzen.end());
    return grenzen;
}

/// Spreads `eenheden` evenly over the days of the period. `prijs(day)` is what one costs in sixtieths of a cent; nullopt: unknown.
template <class Prijsfunctie>
std::optional<std::vector<Stuk>> stukken(model::Period periode, std::optional<model::Date> tot_en_met,
                                         std::vector<model::Date> const& begins, Breed eenheden, Prijsfunctie const& prijs) {
    std::vector<Stuk> all;
    for (std::size_t i = 0; i < begins.size(); ++i) {
        auto einde = i + 1 < begins.size() ? begins[i + 1] - 1 : periode.einde;
        if (tot_en_met) einde = std::min(einde, *tot_en_met);
        if (einde < begins[i]) break;
        auto const kosten = prijs(begins[i]);
        if (!kosten) return std::nullopt;
        all.push_back({model::civil(begins[i]).year, einde - begins[i] + 1, eenheden * *kosten});
    }
    return all;
}

std::string prijs_tekst(Tarieven const& tarieven, std::span<model::Date const> begins) {
    std::string text;
    model::ContractTarief const* previous = nullptr;
    for (auto const dag : begins) {
        auto const prijs = tarieven.op(dag);
        if (!prijs || (previous != nullptr && previous->tarief == prijs->lijn->tarief && previous->eenheid == prijs->lijn->eenheid))
            continue;
        text += previous == nullptr ? "" : fmt::format(", vanaf {} ", model::to_dutch(dag));
        text += fmt::format("{} per {}", standard::euro(prijs->lijn->tarief), standard::eenheid_naam(prijs->lijn->eenheid));
        previous = prijs->lijn;
    }
    return text;
}

} // namespace

Toegewezen toegewezen(model::ToewijzingFact const& toewijzing, model::Domein domein, std::string_view gemeente) {
    return {domein,
            gemeente,
            toewijzing.aanbieder,
            toewijzing.product,
            toewijzing.ingangsdatum,
            toewijzing.einddatum,
            toewijzing.omvang,
            toewijzing.budget};
}

Toegewezen toegewezen(model::ToegewezenProduct const& product, model::Domein domein, std::string_view gemeente,
                      std::string_view aanbieder) {
    Toegewezen t{.domein = domein, .gemeente = gemeente, .aanbieder = aanbieder, .product = product.product, .van = product.ingangsdatum};
    if (product.einddatum) t.tot = product.einddatum->value;
    t.omvang = product.omvang;
    if (product.budget) t.budget = product.budget->value;
    return t;
}

model::Money Waarde::totaal() const {
    model::Money som;
    for (auto const& [jaar, bedrag] : per_jaar) som += bedrag;
    return som;
}

model::Money Waarde::in(std::int32_t jaar) const {
    auto const at = std::ranges::find(per_jaar, jaar, &std::pair<std::int32_t, model::Money>::first);
    return at == per_jaar.end() ? model::Money{} : at->second;
}

model::Perceel const* perceel_van(model::Contract const& contract, model::Domein domein, model::Code categorie, std::string_view code,
                                  std::optional<model::Date> op) {
    if (!code.empty()) {
        auto const* product = contract.product(domein, code, op);
        if (product == nullptr && op) product = contract.product(domein, code, std::nullopt);
        return product == nullptr || product->perceel.empty() ? nullptr : contract.vind_perceel(product->perceel);
    }
    std::string_view perceel;
    for (auto const& product : contract.producten) {
        if (product.domein != domein || product.categorie != categorie) continue;
        if (product.perceel.empty() || (!perceel.empty() && perceel != product.perceel)) return nullptr;
        perceel = product.perceel;
    }
    return perceel.empty() ? nullptr : contract.vind_perceel(perceel);
}

Waarde waarde(Toegewezen const& t, model::Contract const& contract, std::optional<model::Date> tot_en_met) {
    auto const code = t.product && t.product->code ? std::string_view(*t.product->code) : std::string_view();
    auto const* perceel = t.product ? perceel_van(contract, t.domein, t.product->categorie, code, t.van) : nullptr;
    model::Period const periode{t.van, last_day(t, contract, perceel)};
    auto const dagen = model::days_in(periode);
    Waarde uit;
    uit.einde = periode.einde;
    if (dagen == 0) return uit;
    if (perceel != nullptr) {
        auto const bekostiging = perceel->bekostiging_in(t.gemeente);
        if (zonder_clientprijs(bekostiging) || bekostiging == model::Bekostiging::plek) {
            uit.reden = fmt::format("De bekostiging is {}: een toewijzing legt zelf geen geld vast.", naam(bekostiging));
            return uit;
        }
    }
    Breed const noemer = Breed{dagen} * minuten_per_uur;
    auto const even = [](model::Date) { return std::optional<std::int64_t>(minuten_per_uur); };
    Breed whole = 0;
    std::optional<std::vector<Stuk>> delen;
    if (t.budget || (t.omvang && t.omvang->eenheid == "83")) {
        auto const [aantal, woorden] = t.budget ? std::pair(std::int64_t{1}, std::string()) : keren(*t.omvang, periode);
        auto const per_keer = t.budget ? *t.budget : model::Money{t.omvang->volume};
        whole = Breed{per_keer.cents} * aantal;
        uit.berekening = fmt::format("{}{}", standard::euro(per_keer), woorden);
        if (whole <= hoogste_cents) delen = stukken(periode, tot_en_met, begins(periode, {}), whole, even);
    } else if (!t.omvang) {
        return unknown("De toewijzing heeft geen Omvang en geen Budget.", periode.einde);
    } else if (code.empty()) {
        return unknown("De toewijzing noemt geen product, dus geen tarief.", periode.einde);
    } else {
        Tarieven const tarieven(contract, t);
        std::vector<model::Date> grenzen;
        tarieven.grenzen(grenzen);
        auto const dagen_met_grens = begins(periode, std::move(grenzen));
        auto const [aantal, woorden] = keren(*t.omvang, periode);
        auto const eenheden = t.omvang->volume * aantal;
        delen = stukken(periode, tot_en_met, dagen_met_grens, eenheden, [&](model::Date dag) {
            auto const prijs = tarieven.op(dag);
            return prijs ? std::optional(prijs->zestigsten) : std::nullopt;
        });
        if (!delen)
            return unknown(fmt::format("Voor product {} is met deze aanbieder geen tarief per {} afgesproken.", code,
                                       standard::eenheid_naam(t.omvang->eenheid)),
                           periode.einde);
        uit.berekening = fmt::format("{}{}{} x {}", standard::hoeveelheid(t.omvang->volume, t.omvang->eenheid), woorden,
                                     woorden.empty() ? "" : fmt::format(" = {}", standard::hoeveelheid(eenheden, t.omvang->eenheid)),
                                     prijs_tekst(tarieven, dagen_met_grens));
        for (auto const& stuk : *delen) whole += stuk.per_dag * stuk.dagen;
        whole /= noemer;
    }
    if (whole > hoogste_cents || !delen) return unknown("De waarde is meer dan 100 miljard euro.", periode.einde);
    uit.per_jaar = verdeel(*delen, noemer);
    uit.berekening += fmt::format(" = {}", standard::euro(uit.totaal()));
    return uit;
}

} // namespace rules::contract
