#include "store/verbintenissen.hpp"

#include <cstdint>

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

std::optional<std::int64_t> take(std::span<std::byte const>& bytes) {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64 && !bytes.empty(); shift += 7) {
        auto const byte = std::to_integer<std::uint64_t>(bytes.front());
        bytes = bytes.subspan(1);
        value |= (byte & 0x7f) << shift;
        if ((byte & 0x80) == 0) return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
    }
    return std::nullopt;
}

} // namespace

std::vector<std::byte> encode(std::span<model::Verbintenis const> verbintenissen) {
    std::vector<std::byte> out;
    for (auto const& verbintenis : verbintenissen) {
        put(out, verbintenis.jaar);
        put(out, verbintenis.vastgelegd.cents);
        put(out, verbintenis.toegekend.cents);
        put(out, verbintenis.vrijgevallen ? 1 : 0);
    }
    return out;
}

std::optional<std::vector<model::Verbintenis>> decode_verbintenissen(std::span<std::byte const> bytes) {
    std::vector<model::Verbintenis> all;
    while (!bytes.empty()) {
        auto const jaar = take(bytes);
        auto const vastgelegd = take(bytes);
        auto const toegekend = take(bytes);
        auto const vrijgevallen = take(bytes);
        if (!jaar || !vastgelegd || !toegekend || !vrijgevallen) return std::nullopt;
        all.push_back({static_cast<std::int32_t>(*jaar), {*vastgelegd}, {*toegekend}, *vrijgevallen != 0});
    }
    return all;
}

} // namespace store
