#pragma once

#include "xsd/xerces.hpp"

#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace xsd {

/// A simple type as a person must be told about it. Facets of the base types are included.
struct SimpleType {
    enum class Kind : std::uint8_t { text, integer, date, time };
    std::string name; ///< "LDT_Volume"; of the nearest named type
    Kind kind = Kind::text;
    std::optional<std::size_t> min_length;
    std::optional<std::size_t> max_length;
    std::string min_inclusive; ///< as the schema writes it; empty: none
    std::string max_inclusive;
    std::string pattern; ///< the most derived one
    std::vector<std::string> enumeration;
};

/// An element where it stands: what may be in it, in which order, how often.
struct ElementOutline {
    static constexpr std::size_t unbounded = std::numeric_limits<std::size_t>::max();
    std::string name;
    std::string name_space;
    std::size_t min = 1;
    std::size_t max = 1;
    std::shared_ptr<SimpleType const> simple; ///< nullptr for an element with child elements
    std::vector<ElementOutline> children;     ///< an xs:sequence; other content models stay empty with `opaque` set
    bool opaque = false;                      ///< not a plain sequence of elements: only Xerces can judge it
};

/// The outlines of all global elements of a locked grammar, by "{namespace}name". Made once per grammar; used to explain faults.
[[nodiscard]] std::map<std::string, ElementOutline, std::less<>> outlines(Grammar const& grammar);

} // namespace xsd
