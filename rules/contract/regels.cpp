#include "rules/contract/regels.hpp"

#include "rules/contract/legitimiteit.hpp"

#include <fmt/format.h>

#include <array>

namespace rules::contract {

std::span<ContractRegel const* const> regels() {
    static constexpr std::array all{&r01, &r02, &r03, &r04, &r05, &r06, &r07, &r08, &r09, &r10, &r11, &r12, &r13,
                                    &r14, &r15, &r16, &r17, &r18, &r19, &r20, &r21, &r22, &r23, &r24, &r25, &r26,
                                    &r27, &r28, &r29, &r30, &r31, &r32, &r33, &r34, &r35, &r36, &r37, &r38};
    return all;
}

namespace {

std::string strength(ContractRegel const& regel, Legitiem const& l) {
    using enum model::Gevolg;
    if (l.bericht == 323 && !regel.via.empty()) return fmt::format("afkeuren via {}", regel.via);
    if (l.ruimte->voorstel) return regel.voorstel.empty() ? "signaleren" : fmt::format("voorstel {}", regel.voorstel);
    if (!l.ruimte->aanhouden) return "signaleren";
    return l.standaard == aanhouden ? "aanhouden (of signaleren)" : "signaleren (of aanhouden)";
}

} // namespace

std::string werking(ContractRegel const& regel) {
    std::string text;
    std::string last;
    for (auto const& l : legitimiteit()) {
        if (l.regel != regel.id || !l.kijkt) continue;
        auto const now = strength(regel, l);
        if (now == last) text.insert(text.rfind(": "), fmt::format(", {}", l.bericht));
        else text += fmt::format("{}{}: {}", text.empty() ? "" : "; ", l.bericht, now);
        last = now;
    }
    if (text.empty()) return "bij het laden van de bundel";
    return regel.op_verzoek ? text + "; alleen waar de bundel haar noemt" : text;
}

} // namespace rules::contract
