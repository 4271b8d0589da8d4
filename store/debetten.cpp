#include "store/debetten.hpp"

#include <cstdint>
#include <string_view>

namespace store {
namespace {

/// LEB128 of the zigzag form: small numbers of either sign take one byte.
void put(std::vector<std::byte>& out, std::int64_t number) {
    auto rest = (static_cast<std::uint64_t>(number) << 1) ^ static_cast<std::uint64_t>(number >> 63);
    while (rest >= 0x80) {
        out.push_back(static_cast<std::byte>(rest | 0x80));
        rest >>= 7;
    }
    out.push_back(static_cast<std::byte>(rest));
}

void put(std::vector<std::byte>& out, std::string_view text) {
    put(out, static_cast<std::int64_t>(text.size()));
    auto const bytes = std::as_bytes(std::span(text));
    out.insert(out.end(), bytes.begin(), bytes.end());
}

struct Source {
    std::span<std::byte const> rest;
    bool good = true;

    std::int64_t number() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            if (rest.empty()) break;
            auto const byte = std::to_integer<std::uint64_t>(rest.front());
            rest = rest.subspan(1);
            value |= (byte & 0x7f) << shift;
            if ((byte & 0x80) == 0) return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
        }
        good = false;
        return 0;
    }
    std::string_view text() {
        auto const size = number();
        if (!good || size < 0 || static_cast<std::uint64_t>(size) > rest.size()) {
            good = false;
            return {};
        }
        std::string_view const view(reinterpret_cast<char const*>(rest.data()), static_cast<std::size_t>(size));
        rest = rest.subspan(view.size());
        return view;
    }
    model::Date date() { return {static_cast<std::int32_t>(number())}; }
};

} // namespace

void encode(std::span<model::LopendeDebet const> debetten, std::vector<std::byte>& out) {
    out.clear();
    for (auto const& debet : debetten) {
        put(out, debet.referentie_nummer);
        put(out, debet.periode.begin.days);
        put(out, debet.periode.einde - debet.periode.begin);
        put(out, debet.categorie.view());
        put(out, debet.code);
        put(out, debet.eenheid.view());
        put(out, debet.volume);
        put(out, debet.bedrag.cents);
    }
}

std::optional<std::vector<model::LopendeDebet>> decode(std::span<std::byte const> bytes) {
    std::vector<model::LopendeDebet> debetten;
    Source source{bytes};
    while (source.good && !source.rest.empty()) {
        auto& debet = debetten.emplace_back();
        debet.referentie_nummer = source.text();
        debet.periode.begin = source.date();
        debet.periode.einde = debet.periode.begin + source.date().days;
        debet.categorie = model::Code(source.text());
        debet.code = source.text();
        debet.eenheid = model::Code(source.text());
        debet.volume = source.number();
        debet.bedrag.cents = source.number();
    }
    if (!source.good) return std::nullopt;
    return debetten;
}

} // namespace store
