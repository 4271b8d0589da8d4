#pragma once

#include "xsd/model/verdict.hpp"
#include "xsd/schema_set_impl.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace xsd {

/// Local limits. The standard's own messages stay far below all of them (depth 8, no attributes, short texts).
namespace limits {
constexpr std::size_t depth = 32;
constexpr std::size_t attributes = 16; ///< per element, namespace declarations included
constexpr std::size_t name = 128;      ///< bytes
constexpr std::size_t attribute = 4096;
constexpr std::size_t text = 1 << 20; ///< bytes per element, and per comment; stricter than the standard for LDT_Commentaar
constexpr std::size_t elements = 2'000'000;
} // namespace limits

/// 1-based line and column (in characters) of a byte.
struct Position {
    std::uint32_t line = 1;
    std::uint32_t column = 1;
};
[[nodiscard]] Position position(std::string_view bytes, std::size_t offset);

/// What the bytes show without parsing.
struct Prescan {
    std::optional<model::Finding> fault;
    std::string root;       ///< local name of the root element
    std::string name_space; ///< its namespace; empty when it has none
    Position root_at{};
    std::size_t foreign_bytes = 0; ///< length of the namespaces declared that no schema knows
    bool open_at_end = false;      ///< ends inside an element or a tag
    std::size_t lang_begin = 0;    ///< where the text of the first element of `lange` begins and ends; equal: there is none
    std::size_t lang_einde = 0;
};

/// Looks at every byte before Xerces may: encoding to the very end, XML declaration, forbidden constructs, the limits above, and
/// what the root element is. Linear, no allocation that grows with the input. Malformed tags are left for Xerces to tell.
[[nodiscard]] Prescan prescan(SchemaSet::Impl const& schemas, std::span<std::byte const> payload);

/// The same for other documents. @param is_known whether a namespace is one that the document has reason to declare
/// @param lange local names of elements without children of which one, the first, may hold any length of text
[[nodiscard]] Prescan prescan(std::function<bool(std::string_view)> is_known, std::span<std::byte const> payload,
                              std::span<std::string_view const> lange);

/// A finding of level 1 that is not about the schema.
struct XmlFault {
    std::string melding;
    std::string oplossing;
    std::string grens{};
    model::Bron bron{"schema", "XML 1.0", ""};
};
[[nodiscard]] model::Finding xml_finding(XmlFault fault, Position at, std::string xpath = "/");

} // namespace xsd
