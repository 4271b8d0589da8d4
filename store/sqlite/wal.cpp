#include "store/sqlite/wal.hpp"

#include "store/sqlite/bestand.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <vector>

namespace store::sqlite::wal {
namespace {

static_assert(std::endian::native == std::endian::little);
constexpr std::uint32_t magic = 0x377f0682; ///< sums over little-endian words

template <std::size_t at>
std::uint32_t getal_op(std::span<std::byte const> bytes) {
    return getal(bytes.subspan<at, 4>());
}

} // namespace

std::uint32_t getal(std::span<std::byte const, 4> bytes) {
    return std::to_integer<std::uint32_t>(bytes[0]) << 24 | std::to_integer<std::uint32_t>(bytes[1]) << 16 |
           std::to_integer<std::uint32_t>(bytes[2]) << 8 | std::to_integer<std::uint32_t>(bytes[3]);
}

std::uint64_t zout(std::span<std::byte const, kop_bytes> kop) {
    return std::uint64_t{getal(kop.subspan<16, 4>())} << 32 | getal(kop.subspan<20, 4>());
}

Som verder(Som som, std::span<std::byte const> bytes) {
    for (std::size_t at = 0; at + 8 <= bytes.size(); at += 8) {
        std::uint32_t woord[2];
        std::memcpy(woord, bytes.data() + at, sizeof woord);
        som.a += woord[0] + som.b;
        som.b += woord[1] + som.a;
    }
    return som;
}

Frame frame(std::span<std::byte const> kop) {
    return {getal_op<0>(kop), getal_op<4>(kop), std::uint64_t{getal_op<8>(kop)} << 32 | getal_op<12>(kop), {getal_op<16>(kop), getal_op<20>(kop)}};
}

bool volgt(Som ervoor, std::span<std::byte const> kop, std::span<std::byte const> inhoud) {
    return frame(kop).som == verder(verder(ervoor, kop.first(8)), inhoud);
}

model::Result<Stand> lees(std::filesystem::path const& file, std::vector<std::uint32_t>* paginas) {
    auto const bestand = Bestand::open(file, Bestand::Hoe::lezen);
    if (!bestand && bestand.error().code == model::ErrorCode::not_found) return Stand{};
    if (!bestand) return std::unexpected(bestand.error());
    std::vector<std::byte> blok(kop_bytes);
    auto gelezen = bestand->lees(blok, 0);
    if (!gelezen) return std::unexpected(gelezen.error());
    Stand uit;
    // A head that never reached the disk is zeros.
    if (std::ranges::all_of(blok, [](std::byte b) { return b == std::byte{}; })) return uit;
    uit.leeg = false;
    std::span<std::byte const> const kop = blok;
    if (*gelezen < kop_bytes || getal_op<0>(kop) != magic || getal_op<8>(kop) != pagina) return uit;
    uit.som = {getal_op<24>(kop), getal_op<28>(kop)};
    uit.kop_klopt = verder({}, kop.first(24)) == uit.som;
    if (!uit.kop_klopt) return uit;
    uit.zout = zout(kop.first<kop_bytes>());
    constexpr std::size_t per_keer = 256;
    blok.resize(per_keer * frame_bytes);
    auto som = uit.som;
    std::vector<std::uint32_t> niet_bevestigd;
    for (std::uint64_t nummer = 0;;) {
        gelezen = bestand->lees(blok, kop_bytes + nummer * frame_bytes);
        if (!gelezen) return std::unexpected(gelezen.error());
        auto const heel = *gelezen / frame_bytes;
        for (std::size_t i = 0; i < heel; ++i) {
            auto const een = std::span<std::byte const>(blok).subspan(i * frame_bytes, frame_bytes);
            auto const wat = frame(een);
            if (wat.zout != uit.zout || wat.pagina == 0 || !volgt(som, een.first(frame_kop_bytes), een.subspan(frame_kop_bytes))) return uit;
            som = wat.som;
            ++nummer;
            if (paginas != nullptr) niet_bevestigd.push_back(wat.pagina);
            if (wat.pagina_s == 0) continue;
            uit.frames = nummer;
            uit.som = som;
            if (paginas != nullptr) paginas->insert(paginas->end(), niet_bevestigd.begin(), niet_bevestigd.end());
            niet_bevestigd.clear();
        }
        if (heel < per_keer) return uit;
    }
}

} // namespace store::sqlite::wal
