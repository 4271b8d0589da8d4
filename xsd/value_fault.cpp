#include "xsd/value_fault.hpp"

#include "xsd/leaf.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

namespace xsd {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The allowed form in words, for the patterns of the standard; the pattern itself for any other.
std::string in_words(SimpleType const& type) {
    struct Known {
        std::string_view pattern;
        std::string_view words;
    };
    static constexpr std::array known{
        Known{"[0-9]{9}", "9 cijfers"},
        Known{"[0-9]{8}", "8 cijfers"},
        Known{"[0-9]{4}", "4 cijfers"},
        Known{"[0-9]*", "alleen cijfers"},
        Known{"([a-zA-Z0-9])+", "alleen letters en cijfers, zonder spaties"},
        Known{".*[^\\s].*", "één regel tekst met ten minste één teken dat geen spatie is"},
        Known{"([.\\s]*\\S+[.\\s]*)+", "ten minste één teken dat geen spatie is"},
        Known{"([a-zA-ZÀ-ỳ])+", "alleen letters, zonder punten of spaties"},
        Known{"(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)", "drie getallen met punten ertussen, zoals 1.0.0"},
        Known{"[^:Z]*", "een datum zonder tijdzone, JJJJ-MM-DD"},
        Known{"[^Z+-]+", "een tijd zonder tijdzone, UU:MM:SS"},
    };
    auto const& pattern = type.pattern;
    if (pattern.empty()) return "";
    auto const found = std::ranges::find(known, pattern, &Known::pattern);
    if (found != known.end()) return std::string(found->words);
    if (pattern.find_first_of(".[]()*+?\\|{}^") == std::string::npos) return fmt::format("de waarde {}", pattern);
    return fmt::format("het patroon {}", pattern);
}

std::string codes(SimpleType const& type) {
    constexpr std::size_t most = 24;
    if (type.enumeration.size() > most) return fmt::format("een van de {} codes van {}", type.enumeration.size(), type.name);
    return fmt::format("{}", fmt::join(type.enumeration, ", "));
}

std::string form(SimpleType const& type) {
    switch (type.kind) {
    case SimpleType::Kind::integer:
        if (!type.pattern.empty()) return in_words(type);
        if (!type.max_inclusive.empty())
            return fmt::format("een geheel getal van {} tot en met {}", type.min_inclusive, type.max_inclusive);
        return "een geheel getal";
    case SimpleType::Kind::date: return "een bestaande datum zonder tijdzone, JJJJ-MM-DD";
    case SimpleType::Kind::time: return "een tijd zonder tijdzone, UU:MM:SS";
    case SimpleType::Kind::text: break;
    }
    if (!type.enumeration.empty()) return codes(type);
    auto text = in_words(type);
    auto const says_length = text.ends_with("cijfers") || text.starts_with("de waarde");
    if (type.max_length && !says_length) text += fmt::format("{}ten hoogste {} tekens", text.empty() ? "" : ", ", *type.max_length);
    return text;
}

/// a < b for two integers of any length, as digits with an optional sign.
bool less(std::string_view a, std::string_view b) {
    auto const strip = [](std::string_view text) {
        auto const negative = text.starts_with('-');
        if (negative || text.starts_with('+')) text.remove_prefix(1);
        while (text.size() > 1 && text.front() == '0') text.remove_prefix(1);
        return std::pair(negative && text != "0", text);
    };
    auto const [a_negative, a_digits] = strip(a);
    auto const [b_negative, b_digits] = strip(b);
    if (a_negative != b_negative) return a_negative;
    auto const smaller = a_digits.size() != b_digits.size() ? a_digits.size() < b_digits.size() : a_digits < b_digits;
    return a_negative ? !smaller && a_digits != b_digits : smaller;
}

std::string integer_facet(SimpleType const& type, std::string_view text) {
    auto digits = trim(text);
    auto const value = digits;
    if (digits.starts_with('-') || digits.starts_with('+')) digits.remove_prefix(1);
    if (digits.empty() || !std::ranges::all_of(digits, is_digit)) return "xs:integer";
    if (!type.min_inclusive.empty() && less(value, type.min_inclusive)) return "minInclusive";
    if (!type.max_inclusive.empty() && less(type.max_inclusive, value)) return "maxInclusive";
    return "pattern";
}

std::string text_facet(SimpleType const& type, std::string_view text) {
    if (!type.enumeration.empty()) return "enumeration";
    if (type.min_length && characters(text) < *type.min_length) return "minLength";
    if (type.max_length && characters(text) > *type.max_length) return "maxLength";
    return "pattern";
}

bool could_be_bsn(std::string_view digits) {
    int sum = 0;
    for (int i = 0; i < 9; ++i) sum += (digits[static_cast<std::size_t>(i)] - '0') * (i == 8 ? -1 : 9 - i);
    return sum % 11 == 0;
}

} // namespace

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string cut(std::string_view text, std::size_t most) {
    std::size_t seen = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80 && seen++ == most) return std::string(text.substr(0, i)) + "…";
    }
    return std::string(text);
}

ValueFault value_fault(std::string const& element, SimpleType const& type, std::string_view text) {
    ValueFault made;
    made.grens = form(type);
    made.oplossing = fmt::format("Vul bij {} in: {}.", element, made.grens);
    auto const bare = type.kind == SimpleType::Kind::text ? text : trim(text);
    if (bare.empty()) {
        made.facet = type.kind == SimpleType::Kind::integer ? "xs:integer"
                     : type.kind == SimpleType::Kind::date  ? "xs:date"
                     : type.kind == SimpleType::Kind::time  ? "xs:time"
                     : type.enumeration.empty()             ? "minLength"
                                                            : "enumeration";
        made.melding = fmt::format("{} is leeg.", element);
        return made;
    }
    switch (type.kind) {
    case SimpleType::Kind::integer:
        made.facet = integer_facet(type, text);
        if (made.facet == "xs:integer") made.melding = fmt::format("{} is geen geheel getal.", element);
        if (made.facet == "minInclusive") made.melding = fmt::format("{} is te klein.", element);
        if (made.facet == "maxInclusive") made.melding = fmt::format("{} is te groot.", element);
        if (made.facet == "pattern") made.melding = fmt::format("{} heeft niet de waarde die bij dit bericht hoort.", element);
        return made;
    case SimpleType::Kind::date: {
        auto const zone = bare.find_first_of(":Z") != std::string_view::npos;
        made.facet = zone ? "pattern" : "xs:date";
        made.melding = zone ? fmt::format("{} heeft een tijd of tijdzone.", element) : fmt::format("{} is geen bestaande datum.", element);
        return made;
    }
    case SimpleType::Kind::time: {
        auto const zone = bare.find_first_of("Z+-") != std::string_view::npos;
        made.facet = zone ? "pattern" : "xs:time";
        made.melding = zone ? fmt::format("{} heeft een tijdzone.", element) : fmt::format("{} is geen tijd.", element);
        return made;
    }
    case SimpleType::Kind::text: break;
    }
    made.facet = text_facet(type, text);
    if (made.facet == "enumeration") made.melding = fmt::format("{} heeft een waarde die niet in de codelijst staat.", element);
    if (made.facet == "minLength") made.melding = fmt::format("{} is te kort.", element);
    if (made.facet == "maxLength") made.melding = fmt::format("{} is te lang: {} tekens.", element, characters(text));
    if (made.facet == "pattern") made.melding = fmt::format("{} heeft niet de voorgeschreven vorm.", element);
    return made;
}

std::string shown_value(std::string const& element, SimpleType const& type, std::string_view text) {
    if (element == "Bsn" || type.name == "LDT_BurgerServicenummer") return {};
    for (std::size_t i = 0; i < text.size();) {
        if (!is_digit(text[i])) {
            ++i;
            continue;
        }
        auto end = i;
        while (end < text.size() && is_digit(text[end])) ++end;
        if (end - i == 9 && could_be_bsn(text.substr(i, 9))) return {};
        i = end;
    }
    return cut(text, 60);
}

} // namespace xsd
