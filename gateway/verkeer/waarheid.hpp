#pragma once

#include "xsd/model/date.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gateway::verkeer {

/// What must come of a fault that was planted, or of a message without one.
struct Verwacht {
    std::string fout;       ///< "tarief", "boven_volume", ...
    std::string regels;     ///< all that must report it, separated by blanks; empty: none can
    std::string retourcode; ///< likewise; empty: it has no code
    std::string gevolg;     ///< "afkeuren", "aanhouden", "signaleren"; empty: none
};

/// One line of waarheid.csv without its file and its day.
struct Waarheid {
    std::string referentie;      ///< ReferentieNummer of a prestatie, else the Identificatie of the message
    std::int64_t toewijzing = 0; ///< 0: about none
    Verwacht verwacht;
};

/// One message, ready to be sent.
struct Verzending {
    std::uint64_t nummer = 0; ///< from 1, in the order in which they come in
    model::Date dag;
    std::string soort; ///< "WMO301"
    std::string van;
    std::string naar;
    std::string identificatie;
    std::string uitkomst; ///< "goedgekeurd", "deels", "afgekeurd", "aangehouden"
    std::string xml;
    std::uint64_t prestaties = 0;
    std::vector<Waarheid> fouten; ///< planted; empty: it is clean
};

} // namespace gateway::verkeer
