#include "store/zoek.hpp"

#include <array>
#include <utility>

namespace store {
namespace {

constexpr std::array<std::pair<Telwijze, std::string_view>, 6> telwijzen{{{Telwijze::dag, "dag"},
                                                                          {Telwijze::berichtsoort, "berichtsoort"},
                                                                          {Telwijze::afzender, "afzender"},
                                                                          {Telwijze::ontvanger, "ontvanger"},
                                                                          {Telwijze::gemeente, "gemeente"},
                                                                          {Telwijze::aanbieder, "aanbieder"}}};
constexpr std::array<std::pair<Groepeer, std::string_view>, 6> groepeer{{{Groepeer::regel, "regel"},
                                                                         {Groepeer::retourcode, "retourcode"},
                                                                         {Groepeer::gemeente, "gemeente"},
                                                                         {Groepeer::aanbieder, "aanbieder"},
                                                                         {Groepeer::product, "product"},
                                                                         {Groepeer::berichtsoort, "berichtsoort"}}};

template <class Table>
std::string_view word(Table const& table, typename Table::value_type::first_type value) {
    for (auto const& [is, text] : table)
        if (is == value) return text;
    return {};
}

template <class Table>
std::optional<typename Table::value_type::first_type> value(Table const& table, std::string_view text) {
    for (auto const& [is, word] : table)
        if (word == text) return is;
    return std::nullopt;
}

} // namespace

std::string_view name(Telwijze wijze) { return word(telwijzen, wijze); }

std::optional<Telwijze> parse_telwijze(std::string_view text) { return value(telwijzen, text); }

std::string_view name(Groepeer per) { return word(groepeer, per); }

std::optional<Groepeer> parse_groepeer(std::string_view text) { return value(groepeer, text); }

} // namespace store
