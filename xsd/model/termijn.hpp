#pragma once

#include "xsd/model/kalender.hpp"

/// The deadlines of the standard (process.md 10): the last day on which something is in time. Pure.
/// No message is ever rejected for being late; deadlines order the work.
namespace model::termijn {

/// OP090: 302, 306, 308, 316, 318, 320.
[[nodiscard]] inline Date retour(Date ontvangen, Kalender const& kalender) { return kalender.plus_werkdagen(ontvangen, 3); }
/// OP090x4: 325.
[[nodiscard]] inline Date declaratie_antwoord(Date ontvangen, Kalender const& kalender) { return kalender.plus_werkdagen(ontvangen, 10); }
/// OP271, OP272: 305 and 307, from the actual start or end (or from the receipt of a retroactive 301).
[[nodiscard]] inline Date levering(Date dag, Kalender const& kalender) { return kalender.plus_werkdagen(dag, 5); }
/// OP274, OP346: 301 or 319 on a 315 or 317.
[[nodiscard]] inline Date verzoek(Date ontvangen, Kalender const& kalender) { return kalender.plus_werkdagen(ontvangen, 5); }
/// OP274, OP346: the decision once the verzoek is in onderzoek.
[[nodiscard]] inline Date onderzoek(Date dagtekening) { return dagtekening + 8 * 7; }
/// OP359 (Jw): the decision when another gemeente may be responsible; the eight weeks do not apply then. Counted, as they are,
/// from the dagtekening of the verzoek.
[[nodiscard]] inline Date woonplaatsbeginsel(Date dagtekening) { return dagtekening + 2 * 7; }

} // namespace model::termijn
