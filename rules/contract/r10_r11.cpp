#include "rules/contract/regels.hpp"
#include "rules/standard/tekst.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <vector>

namespace rules::contract {
namespace {

/// Care of the same client beside a line: stored, or elsewhere in this message.
struct Naast {
    std::string_view code;
    model::Period periode;
    std::string wat;
};

model::Period runs(model::Inzet const& i) {
    auto einde = i.tot.value_or(model::Date{std::numeric_limits<std::int32_t>::max()});
    if (i.gestopt) einde = std::min(einde, *i.gestopt);
    return {i.van, einde};
}

std::vector<Naast> beside(ContractZaak const& zaak, Lijn const& lijn) {
    std::vector<Naast> all;
    for (auto const& i : zaak.feiten.inzet) {
        bool const herzien = std::ranges::any_of(zaak.lijnen(), [&](auto const& l) { return l.nummer != 0 && l.nummer == i.nummer; });
        if (i.zelfde_client && i.domein == zaak.domein && !herzien && !i.code.empty())
            all.push_back({i.code, runs(i), fmt::format("toewijzing {}", i.nummer)});
    }
    for (auto const& l : zaak.lijnen())
        if (&l != &lijn && !l.code.empty()) all.push_back({l.code, l.periode(), "in dit bericht"});
    return all;
}

// Stacking is allowed; only the same product over exactly the same period is the same traject twice. What overlaps at one aanbieder
// is TR302's and TR361's.
void check_dubbel(ContractZaak const& zaak, Lijn const& lijn, ContractMeldingen& uit) {
    if (lijn.code.empty() || lijn.perceel == nullptr) return;
    for (auto const& i : zaak.feiten.inzet) {
        if (!i.zelfde_client || i.domein != zaak.domein || i.nummer == lijn.nummer || i.code != lijn.code) continue;
        if (i.van != lijn.begin || i.tot != lijn.einde || i.gestopt) continue;
        uit.push_back({.element = lijn.product_element,
                       .melding = "De cliënt heeft al een toewijzing voor hetzelfde product over dezelfde periode.",
                       .waarde = std::string(lijn.code),
                       .grens = fmt::format("geen tweede naast toewijzing {} {}", i.nummer,
                                            i.aanbieder == zaak.aanbieder ? "van deze aanbieder" : "van een andere aanbieder"),
                       .oplossing = "Trek een van beide in, of wijs een andere periode of een ander product toe.",
                       .herkomst = lijn.perceel->herkomst});
        return;
    }
}

bool is_side(ContractZaak const& zaak, std::string_view zijde, std::string_view code) {
    return zijde == code || zaak.in_perceel(code, zijde);
}

bool in_list(ContractZaak const& zaak, std::vector<std::string> const& zijden, std::string_view code) {
    return std::ranges::any_of(zijden, [&](auto const& zijde) { return is_side(zaak, zijde, code); });
}

void check_combinatie(ContractZaak const& zaak, Lijn const& lijn, ContractMeldingen& uit) {
    if (lijn.code.empty() || zaak.contract.combinaties.empty()) return;
    auto const naast = beside(zaak, lijn);
    auto const together = [&](Naast const& n) { return model::overlaps(n.periode, lijn.periode()); };
    for (auto const& c : zaak.contract.combinaties) {
        if (!c.geldig.op(lijn.begin)) continue;
        bool const links = is_side(zaak, c.deze, lijn.code);
        bool const rechts = c.sluit_uit && in_list(zaak, c.die, lijn.code);
        if (!links && !rechts) continue;
        auto const hit = std::ranges::find_if(naast, [&](Naast const& n) {
            return together(n) && ((links && in_list(zaak, c.die, n.code)) || (rechts && is_side(zaak, c.deze, n.code)));
        });
        if ((hit != naast.end()) != c.sluit_uit) continue;
        auto const andere = fmt::format("{}", fmt::join(c.die, ", "));
        uit.push_back(
            {.element = lijn.product_element,
             .melding = c.sluit_uit ? fmt::format("{} gaat volgens het contract niet samen met {}.", c.deze, andere)
                                    : fmt::format("{} kan volgens het contract alleen naast {}.", c.deze, andere),
             .waarde = c.sluit_uit ? fmt::format("{} naast {} ({})", lijn.code, hit->code, hit->wat) : fmt::format("{} alleen", lijn.code),
             .grens = c.sluit_uit ? fmt::format("niet tegelijk met {}", links ? andere : c.deze) : fmt::format("naast een van {}", andere),
             .oplossing = c.sluit_uit ? "Beëindig eerst het andere product." : "Wijs eerst het product toe waar dit een aanvulling op is.",
             .herkomst = c.herkomst});
    }
}

} // namespace

constinit ContractRegel const r10{
    .id = "R10",
    .zin = "Een cliënt krijgt hetzelfde product niet twee keer over dezelfde periode; stapelen van trajecten mag.",
    .bron = "OP347; trajecten (P15)",
    .voorstel = "6",
    .nodig = {.client = true},
    .check = check_dubbel,
};

constinit ContractRegel const r11{
    .id = "R11",
    .zin = "Producten staan alleen naast elkaar zoals de combinatietabel van het contract toelaat.",
    .bron = "OP302; samenloop (P15)",
    .voorstel = "7",
    .nodig = {.client = true},
    .check = check_combinatie,
};

} // namespace rules::contract
