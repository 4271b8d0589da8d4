#pragma once

#include "rules/rule.hpp"

#include <span>

/// The rules of level 3 (across messages) and level 4 (external source), one file each, named by their code.
///
/// Credits (IV085: "een creditering is een eenzijdige handeling van de aanbieder"): a gemeente may refuse one on technical grounds
/// only. On a credit prestatie run TR314, TR323, TR338 and TR390, which say whose and which it is; every rule about period,
/// product, eenheid, tarief, bedrag, volume or budget returns at once. What a credit repeats was judged when its debet was approved.
namespace rules::standard {

extern Rule const tr019, tr056, tr063, tr071, tr074, tr135, tr304, tr307, tr308, tr314, tr318, tr319, tr321, tr322, tr323, tr326, tr332,
    tr333, tr337, tr338, tr339, tr340, tr341, tr346, tr347, tr349, tr350, tr351, tr355, tr357, tr359, tr360, tr361, tr365, tr366, tr367,
    tr369, tr371, tr373, tr374, tr375, tr376, tr378, tr379, tr381, tr382, tr384, tr385, tr387, tr388, tr389, tr390, tr411, tr412, tr413,
    tr414, tr415, tr418;
/// Ours: a 302, 306, 308, 316, 318 or 320 that comes back has no answer and no rule of the standard.
extern Rule const retour_onbekend, retour_dubbel;
/// Ours: a BSN for tests among real messages.
extern Rule const test_bsn;

/// All of the above in the order they run: by level, within a level by id. Lives for the whole program.
[[nodiscard]] std::span<Rule const* const> across_messages();

} // namespace rules::standard
