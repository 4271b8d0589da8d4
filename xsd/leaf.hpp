#pragma once

#include "xsd/model/bericht.hpp"

#include <charconv>
#include <string>
#include <string_view>

/// Text of a leaf to value and back. The schema has judged the text before: these never refuse.
namespace xsd {

/// Without the blanks of XML around it (whiteSpace=collapse of xs:integer and xs:date).
[[nodiscard]] inline std::string_view trim(std::string_view text) {
    auto const begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

/// Value of an xs:integer, "+007" and "-0" included. More digits than fit end at the largest value, which no facet allows.
[[nodiscard]] inline std::int64_t integer(std::string_view text) {
    auto digits = trim(text);
    auto const negative = digits.starts_with('-');
    if (negative || digits.starts_with('+')) digits.remove_prefix(1);
    std::int64_t value = 0;
    auto const [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (fault == std::errc::result_out_of_range) value = INT64_MAX;
    return negative ? -value : value;
}

/// Whether an xs:integer is spelled canonically: digits only, no zero in front.
[[nodiscard]] inline bool is_canonical_integer(std::string_view text) {
    if (text.empty() || (text.front() == '0' && text.size() > 1)) return false;
    for (char const c : text) {
        if (c < '0' || c > '9') return false;
    }
    return true;
}

inline void assign(model::Tekst& to, std::string_view text) { to.assign(text); }
inline void assign(model::Code& to, std::string_view text) { to = model::Code(text); }

inline void assign(model::Getal& to, std::string_view text) {
    to.value = integer(text);
    if (!is_canonical_integer(text)) to.spelling = model::Spelling(std::string(text));
}

inline void assign(model::Bedrag& to, std::string_view text) {
    to.value.cents = integer(text);
    if (!is_canonical_integer(text)) to.spelling = model::Spelling(std::string(text));
}

inline void assign(model::Datum& to, std::string_view text) {
    auto const plain = text.size() == 10 && text[4] == '-' && text.front() != '-';
    auto const value = model::parse_date(plain ? text : trim(text));
    to.value = value.value_or(model::Date{});
    if (!plain || !value) to.spelling = model::Spelling(std::string(text));
}

inline void append(std::string& out, std::int64_t value) {
    char digits[24];
    auto const end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    out.append(digits, end);
}

inline void append(std::string& out, model::Date value) {
    auto const [year, month, day] = model::civil(value);
    if (year < 1 || year > 9999) {
        out += model::to_string(value);
        return;
    }
    auto const digit = [](int n) { return static_cast<char>('0' + n); };
    char const text[] = {
        digit(year / 1000), digit(year / 100 % 10), digit(year / 10 % 10), digit(year % 10), '-', digit(month / 10), digit(month % 10), '-',
        digit(day / 10),    digit(day % 10)};
    out.append(text, sizeof text);
}

inline void append(std::string& out, model::Money value) { append(out, value.cents); }

} // namespace xsd
