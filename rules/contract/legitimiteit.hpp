#pragma once

#include "xsd/model/verdict.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace rules::contract {

/// What the standard leaves of the three strengths for a contract finding on a message.
struct Speelruimte {
    bool aanhouden = false;   ///< it may park the message for a person
    bool afkeuren = false;    ///< it may reject, with one of `codes`
    bool voorstel = false;    ///< 315, 317: the 316 or 318 stays clean, the finding proposes a 319
    std::string_view codes{}; ///< the WJ001 codes whose text is true for it, separated by blanks
    std::string_view bron{};  ///< what leaves no more room: "OP364"
    std::string_view reden{}; ///< the same in a Dutch sentence
};

/// One contract rule on one kind of message.
struct Legitiem {
    std::string_view regel;   ///< "R14"
    std::int16_t bericht = 0; ///< 301, 302, 305, 307, 315, 317, 323
    Speelruimte const* ruimte = nullptr;
    model::Gevolg standaard = model::Gevolg::signaleren; ///< without a line in the bundle
    bool kijkt = true;                                   ///< false: the rule never looks at this message; the line only says why it may not
};

/// All of them, sorted by (regel, bericht). What is not in it does not exist.
[[nodiscard]] std::span<Legitiem const> legitimiteit();
/// nullptr: no such rule, or none for this message.
[[nodiscard]] Legitiem const* legitiem(std::string_view regel, std::int16_t bericht);
/// Whether the standard leaves a finding of this rule on this message this strength. A signal is always possible where the rule looks;
/// on a credit nothing is (IV085). The loader refuses a bundle with it, and the rules ask it once more at run time.
[[nodiscard]] bool mag(std::string_view regel, std::int16_t bericht, model::Gevolg gevolg, bool credit = false);
/// Whether the text of this WJ001 code is true for a finding of this rule on this message.
[[nodiscard]] bool mag_code(std::string_view regel, std::int16_t bericht, std::string_view code);

} // namespace rules::contract
