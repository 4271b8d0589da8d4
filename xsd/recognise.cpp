#include "xsd/recognise.hpp"

#include <algorithm>
#include <string_view>

namespace xsd {

namespace {

constexpr std::string_view blanks = " \t\r\n";

void skip_blanks(std::string_view& text) { text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size())); }

/// Drops what may stand before the root element.
void skip_prolog(std::string_view& text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    for (skip_blanks(text); text.starts_with("<?") || text.starts_with("<!--"); skip_blanks(text)) {
        std::string_view const end = text.starts_with("<?") ? "?>" : "-->";
        auto const at = text.find(end);
        text.remove_prefix(at == std::string_view::npos ? text.size() : at + end.size());
    }
}

/// Takes a name off the front.
std::string_view take_name(std::string_view& text) {
    auto const end = std::min(text.find_first_of(" \t\r\n=/>"), text.size());
    auto const name = text.substr(0, end);
    text.remove_prefix(end);
    return name;
}

/// The namespace declared under `wanted` ("xmlns" or "xmlns:p") in the attributes at the front of `text`.
std::optional<std::string_view> declared(std::string_view text, std::string_view wanted_prefix) {
    for (skip_blanks(text); !text.empty() && text.front() != '>' && text.front() != '/'; skip_blanks(text)) {
        auto name = take_name(text);
        skip_blanks(text);
        if (!text.starts_with('=')) return std::nullopt;
        text.remove_prefix(1);
        skip_blanks(text);
        if (text.empty() || (text.front() != '"' && text.front() != '\'')) return std::nullopt;
        auto const end = text.find(text.front(), 1);
        if (end == std::string_view::npos) return std::nullopt;
        auto const value = text.substr(1, end - 1);
        text.remove_prefix(end + 1);
        if (!name.starts_with("xmlns")) continue;
        name.remove_prefix(5);
        if (name.starts_with(':')) name.remove_prefix(1);
        if (name == wanted_prefix) return value;
    }
    return std::nullopt;
}

} // namespace

std::optional<Herkend> recognise(SchemaSet const& schemas, std::span<std::byte const> payload) {
    constexpr std::size_t enough = 16384;
    std::string_view text(reinterpret_cast<char const*>(payload.data()), std::min(payload.size(), enough));
    skip_prolog(text);
    if (!text.starts_with('<')) return std::nullopt;
    text.remove_prefix(1);
    auto const element = take_name(text);
    auto const colon = element.find(':');
    auto const name_space = declared(text, colon == std::string_view::npos ? std::string_view{} : element.substr(0, colon));
    return name_space ? schemas.herken(*name_space) : std::nullopt;
}

} // namespace xsd
