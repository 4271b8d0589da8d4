#pragma once

#include "rules/contract/lijn.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rules::contract {

/// What a check reports about a line; beoordeel() adds what follows from the rule and the region. Dutch texts without a BSN.
struct ContractMelding {
    std::string_view element{}; ///< below the class of the line; static text
    std::string melding{};
    std::string waarde{};
    std::string grens{};
    std::string berekening{};
    std::string oplossing{};
    std::string herkomst{};                ///< "budgetten.csv:4"
    bool alleen_signaal = false;           ///< worth a look, whatever the region chose for the rule
    std::optional<model::Code> voorstel{}; ///< another WJ759 than the rule's; an empty code: it proposes nothing
};
using ContractMeldingen = std::vector<ContractMelding>;

/// Looks at one line of a message and appends what it finds. Pure.
using ContractCheck = void (*)(ContractZaak const&, Lijn const&, ContractMeldingen&);

/// What a rule wants to know of the past beside the toewijzingen that a message names.
struct Nodig {
    bool rekeningen = false;   ///< the accounts of the aanbieder or gemeente, where a budget speaks of the product
    bool client = false;       ///< the other toewijzingen of the client
    bool plekken = false;      ///< who else has the product, where places or cases of it are agreed
    bool registraties = false; ///< what is registered about the toewijzingen of the message
};

/// One rule on the agreements of a region. On which messages it acts and how strong it may be is legitimiteit().
struct ContractRegel {
    std::string_view id; ///< "R14"
    std::string_view zin;
    std::string_view bron;
    std::string_view voorstel{}; ///< WJ759 code of the 319 it proposes on a 315 or 317
    std::string_view via{};      ///< the rules of the standard through which alone it rejects a prestatie; empty: it only looks
    bool op_verzoek = false;     ///< only with a [regels.X] of its own: a region that never registers would see it on every message
    bool een_keer = false;       ///< on a 323 once per product: it speaks of the agreement, not of the prestatie
    Nodig nodig{};
    ContractCheck check = nullptr; ///< nullptr: the rules in `via`, or the loader, do it
};

} // namespace rules::contract
