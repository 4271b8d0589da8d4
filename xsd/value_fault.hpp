#pragma once

#include "xsd/outline.hpp"

#include <string>
#include <string_view>

namespace xsd {

/// Why a text is not of its type, in words. No part of the text is in them.
struct ValueFault {
    std::string facet; ///< "pattern", "maxInclusive", "enumeration", ...
    std::string melding;
    std::string grens;
    std::string oplossing;
};

/// @pre Xerces refused `text` for `type`: this only finds out which facet it was, and the pattern is what remains.
[[nodiscard]] ValueFault value_fault(std::string const& element, SimpleType const& type, std::string_view text);

/// The value as a finding may show it: cut to 60 characters. Empty for a Bsn and for any text in which a number stands that could
/// be one (nine digits that pass the eleven-test), wherever the sender put it.
[[nodiscard]] std::string shown_value(std::string const& element, SimpleType const& type, std::string_view text);

/// Number of characters (code points) of a UTF-8 text.
[[nodiscard]] std::size_t characters(std::string_view text);
/// The first `most` characters.
[[nodiscard]] std::string cut(std::string_view text, std::size_t most);

} // namespace xsd
