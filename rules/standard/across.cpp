#include "rules/standard/across.hpp"

#include <array>

namespace rules::standard {

std::span<Rule const* const> across_messages() {
    static constexpr std::array all{// level 3
                                    &tr019, &tr056, &tr063, &tr071, &tr074, &tr304, &tr307, &tr308, &tr314, &tr318, &tr319, &tr321, &tr322,
                                    &tr323, &tr326, &tr332, &tr333, &tr337, &tr338, &tr339, &tr340, &tr341, &tr347, &tr349, &tr350, &tr351,
                                    &tr355, &tr357, &tr359, &tr360, &tr361, &tr365, &tr366, &tr367, &tr369, &tr371, &tr373, &tr374, &tr375,
                                    &tr376, &tr379, &tr382, &tr384, &tr385, &tr387, &tr388, &tr389, &tr390, &tr411, &tr412, &tr413, &tr414,
                                    &tr415, &tr418, &retour_onbekend, &retour_dubbel, &test_bsn,
                                    // level 4
                                    &tr135, &tr346, &tr378, &tr381};
    return all;
}

} // namespace rules::standard
