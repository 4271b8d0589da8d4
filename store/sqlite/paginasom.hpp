#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

/// A checksum in every page of the database, so that no byte that the disk changed is ever taken for data. A layer between SQLite and the
/// disk writes it in the last eight bytes of a page, which SQLite leaves alone, and looks at it with every page that is read. Pages in the
/// write-ahead log are held against SQLite's own sums there, which SQLite itself only does after a crash.
namespace store::sqlite::paginasom {

constexpr int reserve = 8; ///< bytes at the end of a page
/// "KPS1", the application_id in the head of every database whose pages have sums and that has a side file beside it.
constexpr std::uint32_t kenmerk = 0x4b505331;

/// The name of the layer for sqlite3_open_v2(); registers it. Any thread.
[[nodiscard]] char const* laag();

/// Writes the sum in a page. @param nummer of the page, from 1: a page in another place is wrong as well. @pre one whole page
void stempel(std::span<std::byte> pagina, std::uint64_t nummer);
/// Whether the sum is that of the page. @pre one whole page
[[nodiscard]] bool klopt(std::span<std::byte const> pagina, std::uint64_t nummer);
/// The page that SQLite never uses, since its locks lie there: it has no sum.
constexpr std::uint64_t slotpagina = 0x40000000 / 4096 + 1;

/// What was wrong when this thread last got SQLITE_IOERR_DATA: one Dutch clause.
[[nodiscard]] std::string laatste_fout();

} // namespace store::sqlite::paginasom
