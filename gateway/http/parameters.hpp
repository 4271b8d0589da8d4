#pragma once

#include "gateway/http/router.hpp"
#include "xsd/model/date.hpp"

#include <boost/json/object.hpp>

#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace gateway::http {

/// Reads what was asked for; keeps the first thing that is not what it should be, so that a handler can read all and look once.
class Parameters {
public:
    /// `doel` outlives this.
    explicit Parameters(Doel const& doel) : doel_(doel) {}

    /// Empty when it was not given.
    [[nodiscard]] std::string tekst(std::string_view naam);
    [[nodiscard]] std::string gemeente(std::string_view naam);
    [[nodiscard]] std::string aanbieder(std::string_view naam);
    /// A gemeente or an aanbieder.
    [[nodiscard]] std::string organisatie(std::string_view naam);
    [[nodiscard]] std::optional<model::Date> dag(std::string_view naam);
    /// @param anders when it was not given
    [[nodiscard]] std::int64_t getal(std::string_view naam, std::int64_t van, std::int64_t tot, std::int64_t anders);
    [[nodiscard]] std::optional<model::BerichtSoort> soort(std::string_view naam);

    /// @param lees from a word to a value or nullopt  @param vorm what it may be, "a, b of c"
    template <class Lees>
    [[nodiscard]] auto keuze(std::string_view naam, Lees lees, std::string_view vorm) -> decltype(lees(std::string_view())) {
        auto const* text = doel_.waarde(naam);
        if (text == nullptr) return std::nullopt;
        auto value = lees(std::string_view(*text));
        if (!value) fault(naam, vorm);
        return value;
    }

    /// Notes that a parameter is not what it should be. @param vorm what it may be
    void fault(std::string_view naam, std::string_view vorm);
    /// Dutch; nullopt: everything was as it should be.
    [[nodiscard]] std::optional<std::string> const& fout() const noexcept { return fout_; }

private:
    std::string digits(std::string_view naam, std::string_view vorm, std::initializer_list<std::size_t> sizes);

    Doel const& doel_;
    std::optional<std::string> fout_;
};

/// A page of `aantal` has this many at most, and this many when nothing is said.
constexpr std::int64_t grootste_bladzijde = 200;
constexpr std::int64_t gewone_bladzijde = 50;

/// Reads a body that holds an object of texts and whole numbers as if it were the query of `doel`. @param velden the fields it may have
/// @returns why not, Dutch; of what was sent it repeats at most a plain word that names a field
[[nodiscard]] std::expected<Doel, std::string> lees_velden(Doel const& doel, std::string_view body, std::span<std::string_view const> velden);

} // namespace gateway::http
