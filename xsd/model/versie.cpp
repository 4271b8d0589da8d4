#include "xsd/model/versie.hpp"

namespace model {
namespace {

std::string_view without(std::string_view tijd, char trailing) {
    while (!tijd.empty() && tijd.back() == trailing) tijd.remove_suffix(1);
    return tijd;
}

/// Text in which two equal moments of a day look equal and a later one sorts higher.
std::string_view key(std::string_view tijd) {
    constexpr std::string_view blanks = " \t\r\n";
    auto const first = tijd.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    tijd = tijd.substr(first, tijd.find_last_not_of(blanks) - first + 1);
    return tijd.contains('.') ? without(without(tijd, '0'), '.') : tijd;
}

} // namespace

std::strong_ordering compare_versie(Date datum, std::string_view tijd, Date andere_datum, std::string_view andere_tijd) {
    if (auto const order = datum <=> andere_datum; order != 0) return order;
    return key(tijd) <=> key(andere_tijd);
}

} // namespace model
