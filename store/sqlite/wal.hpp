#pragma once

#include "xsd/model/error.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

/// The write-ahead log of SQLite as a file (sqlite.org/fileformat2.html, section 4), read beside SQLite: to know that nothing of it is lost,
/// and to copy what was committed. Little-endian machines only, as SQLite itself writes it there.
namespace store::sqlite::wal {

constexpr std::size_t pagina = 4096; ///< bytes in a page of every store of ours
constexpr std::size_t kop_bytes = 32;
constexpr std::size_t frame_kop_bytes = 24;
constexpr std::size_t frame_bytes = frame_kop_bytes + pagina;

/// The running checksum: every frame's follows from the one before it.
struct Som {
    std::uint32_t a = 0;
    std::uint32_t b = 0;
    friend bool operator==(Som const&, Som const&) = default;
};
/// Goes on over bytes. @pre a multiple of eight
[[nodiscard]] Som verder(Som som, std::span<std::byte const> bytes);

/// A number as the file has it: big-endian.
[[nodiscard]] std::uint32_t getal(std::span<std::byte const, 4> bytes);

/// Which log this is: another number after each new beginning.
[[nodiscard]] std::uint64_t zout(std::span<std::byte const, kop_bytes> kop);

struct Frame {
    std::uint32_t pagina = 0;
    std::uint32_t pagina_s = 0; ///< of the database after this commit; 0: no commit
    std::uint64_t zout = 0;
    Som som;
};
[[nodiscard]] Frame frame(std::span<std::byte const> kop);
/// Whether the frame with this head and page follows on `ervoor`.
[[nodiscard]] bool volgt(Som ervoor, std::span<std::byte const> kop, std::span<std::byte const> inhoud);

/// What a log holds that counts.
struct Stand {
    bool leeg = true;         ///< there is no log, or nothing was written in it yet
    bool kop_klopt = false;   ///< its head is whole
    std::uint64_t zout = 0;   ///< 0 when not whole
    std::uint64_t frames = 0; ///< up to and including the last commit of which everything is whole
    Som som;                  ///< of the last of those frames, or of the head
};
/// Goes through the whole file, about 1 GB a second. Errors: store_io. @param paginas gets the numbers of the pages that count, in the order
/// of the file
[[nodiscard]] model::Result<Stand> lees(std::filesystem::path const& file, std::vector<std::uint32_t>* paginas = nullptr);

} // namespace store::sqlite::wal
