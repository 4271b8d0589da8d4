#pragma once

#include "rules/contract/load.hpp"

#include <toml++/toml.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rules::contract {

/// Reads the keys of one TOML table; appends a Fout for each that is not what it should be.
class TomlReader {
public:
    /// @param tabel how people write it: "[perceel]"
    TomlReader(std::string const& bestand, toml::table const& table, std::string tabel, std::vector<Fout>& fouten)
        : bestand_(bestand), table_(table), tabel_(std::move(tabel)), fouten_(fouten) {}

    /// Every key of the table must be one of these.
    void only(std::span<std::string_view const> keys);
    /// The value of a key that must be there and pass `accept`; `form` tells people what would.
    std::string text(std::string_view key, std::string const& form, bool (*accept)(std::string_view));
    /// The same for a key that may be left out.
    std::string optional_text(std::string_view key, std::string const& form, bool (*accept)(std::string_view));
    std::optional<model::Date> date(std::string_view key, bool needed);
    std::int32_t integer(std::string_view key, std::int32_t van, std::int32_t tot, std::int32_t leeg);
    bool boolean(std::string_view key, bool leeg);
    std::vector<std::int32_t> integers(std::string_view key, std::int32_t van, std::int32_t tot);
    std::vector<std::string> texts(std::string_view key, std::string const& form, bool (*accept)(std::string_view));

    /// One of some words, as the value that stands for it; nullopt when the key is not there or wrong.
    template <class T>
    std::optional<T> keuze(std::string_view key, std::span<std::pair<std::string_view, T> const> woorden, bool needed) {
        auto const* node = needed ? required(key, forms(woorden)) : table_.get(key);
        if (node == nullptr) return std::nullopt;
        return keuze_of(*node, key, woorden);
    }
    template <class T>
    std::optional<T> keuze_of(toml::node const& node, std::string_view key, std::span<std::pair<std::string_view, T> const> woorden) {
        if (auto const value = node.value_exact<std::string>())
            for (auto const& [woord, waarde] : woorden)
                if (woord == *value) return waarde;
        wrong(node, key, forms(woorden));
        return std::nullopt;
    }

    void fault(toml::source_region const& where, std::string waarde, std::string verwacht, std::string melding);
    /// "De waarde van X klopt niet."
    void wrong(toml::node const& node, std::string_view key, std::string form);
    [[nodiscard]] toml::table const& table() const noexcept { return table_; }
    /// "bundel.toml:12"
    [[nodiscard]] std::string herkomst() const;
    [[nodiscard]] std::uint32_t lijn() const noexcept { return table_.source().begin.line; }

private:
    toml::node const* required(std::string_view key, std::string const& form);
    template <class T>
    static std::string forms(std::span<std::pair<std::string_view, T> const> woorden) {
        std::string vorm = "een van";
        for (auto const& [woord, waarde] : woorden) vorm.append(" \"").append(woord).append("\"");
        return vorm;
    }

    std::string const& bestand_;
    toml::table const& table_;
    std::string tabel_;
    std::vector<Fout>& fouten_;
};

} // namespace rules::contract
