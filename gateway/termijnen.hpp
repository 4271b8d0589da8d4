#pragma once

#include "store/store.hpp"
#include "store/uit.hpp"
#include "xsd/model/kalender.hpp"

#include <boost/json/object.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

/// The clock of everything that must have happened by some day: answers of ours that are not there yet, messages passed on that the
/// receiver has not answered, and the work of people (verzoeken, parked messages).
namespace gateway {

/// What is waited for.
enum class TermijnSoort : std::uint8_t {
    retour,      ///< our answer has to arrive: three werkdagen, a 325 ten
    ontvanger,   ///< the receiver of what we passed on (relay) or made ourselves (a 319) has to answer: the same
    verzoek,     ///< a 315 or 317 has to be answered with a 301 or 319
    aangehouden, ///< a parked message has to be decided, so that its answer is in time
    start,       ///< the aanbieder has to report the start (305) of a toewijzing: five werkdagen
};

[[nodiscard]] std::string_view name(TermijnSoort soort);

struct OpenTermijn {
    TermijnSoort soort = TermijnSoort::retour;
    model::Date termijn; ///< the last day it is in time
    std::int64_t bericht = 0;
    std::string berichtsoort;
    std::string wie; ///< who has to act, or gets it: an organisation
    std::string href;
};

/// Everything that is open, the soonest first, at most `aantal` of each kind. Read thread.
[[nodiscard]] model::Result<std::vector<OpenTermijn>> open_termijnen(store::Reader& reader, model::Kalender const& kalender,
                                                                     model::Date vandaag, std::int64_t aantal);

[[nodiscard]] boost::json::object termijn_json(OpenTermijn const& termijn, model::Date vandaag, model::Kalender const& kalender);

/// How it stands per kind, for metrics and alarms.
struct TermijnStand {
    std::int64_t open = 0;
    std::int64_t te_laat = 0;
    std::int64_t vandaag = 0;   ///< whose last day is today
    std::int64_t eerste_ms = 0; ///< end of the last day of the soonest, UTC milliseconds; 0: nothing is open
};
/// Pure. Every kind has its row, open or not.
[[nodiscard]] std::map<TermijnSoort, TermijnStand> stand_van(std::vector<OpenTermijn> const& open, model::Date vandaag);

/// When a day in the Netherlands ends, UTC milliseconds. Pure.
[[nodiscard]] std::int64_t einde_van(model::Date dag);

} // namespace gateway
