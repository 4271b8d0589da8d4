#include "rules/contract/toml_guard.hpp"

#include <algorithm>

namespace rules::contract {
namespace {

constexpr std::string_view blanks = " \t";

/// @pre line[at] is a quote. @returns the offset behind its string; npos when the string does not end on this line
std::size_t behind_string(std::string_view line, std::size_t at) {
    auto const quote = line[at];
    if (line.substr(at, 3) == std::string_view(quote == '"' ? "\"\"\"" : "'''")) return std::string_view::npos;
    for (auto i = at + 1; i < line.size(); ++i) {
        if (line[i] == '\\' && quote == '"') ++i;
        else if (line[i] == quote) return i + 1;
    }
    return std::string_view::npos;
}

/// @returns the offset in the line of what may not be parsed
std::optional<std::size_t> unsafe_in(std::string_view line) {
    auto const first = line.find_first_not_of(blanks);
    if (first != std::string_view::npos && line[first] == '[') {
        auto next = line.find_first_not_of(blanks, first + 1);
        if (next != std::string_view::npos && line[next] == '[') next = line.find_first_not_of(blanks, next + 1);
        auto const begins_a_key = [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '"' ||
                   c == '\'';
        };
        if (next == std::string_view::npos || !begins_a_key(line[next])) return first;
    }
    for (std::size_t at = 0; at < line.size();) {
        if (line[at] == '#') return std::nullopt;
        if (static_cast<unsigned char>(line[at]) >= 0x80) return at;
        if (line[at] != '"' && line[at] != '\'') {
            ++at;
            continue;
        }
        auto const next = behind_string(line, at);
        if (next == std::string_view::npos) return at;
        at = next;
    }
    return std::nullopt;
}

} // namespace

std::optional<std::size_t> unsafe_toml(std::string_view bytes) {
    for (std::size_t begin = 0; begin < bytes.size();) {
        // Every vertical blank ends a line: toml++ looks for a key behind each.
        auto const end = std::min(bytes.find_first_of("\n\v\f\r", begin), bytes.size());
        if (auto const at = unsafe_in(bytes.substr(begin, end - begin))) return begin + *at;
        begin = end + 1;
    }
    return std::nullopt;
}

} // namespace rules::contract
