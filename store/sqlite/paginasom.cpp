#include "store/sqlite/paginasom.hpp"

#include "store/sqlite/wal.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>

namespace store::sqlite::paginasom {
namespace {

using wal::frame_bytes;
using wal::frame_kop_bytes;
using wal::kop_bytes;
using wal::pagina;

static_assert(std::endian::native == std::endian::little);

constexpr std::size_t reserve_at = 20; ///< in the head of the database: bytes at the end of each page
constexpr std::size_t kenmerk_at = 68;
constexpr std::uint64_t geen = std::numeric_limits<std::uint64_t>::max();

thread_local std::uint64_t foute_plaats = 0;
thread_local bool fout_in_log = false;

enum class Soort : std::uint8_t { ander, databank, log };

/// An open file: ours, with the one of the layer below.
struct Laag {
    sqlite3_file basis;
    sqlite3_file* onder;
    Soort soort;
    bool sommen;                ///< database: its pages have sums
    std::uint64_t laatste_kop;  ///< log: where the head of a frame was last written
    std::uint64_t herschreven;  ///< log: from here on pages were changed in place and their sums wait for the commit
};

Laag& laag_van(sqlite3_file* file) { return *reinterpret_cast<Laag*>(file); }
sqlite3_file* onder(sqlite3_file* file) { return laag_van(file).onder; }

std::uint64_t som(std::span<std::byte const> bytes, std::uint64_t nummer) {
    // As Fletcher: the second sum makes the order count. Sums of 64 bits, in one pass.
    std::uint64_t a = nummer * 0x9e3779b97f4a7c15U + 1;
    std::uint64_t b = 0;
    for (std::size_t at = 0; at + 8 <= pagina - reserve; at += 8) {
        std::uint64_t woord = 0;
        std::memcpy(&woord, bytes.data() + at, sizeof woord);
        a = std::rotl(a, 1) + woord;
        b += a;
    }
    return a ^ std::rotl(b, 32);
}

int fout(std::uint64_t plaats, bool in_log) {
    foute_plaats = plaats;
    fout_in_log = in_log;
    return SQLITE_IOERR_DATA;
}

std::uint64_t paginanummer(sqlite3_int64 plaats) { return static_cast<std::uint64_t>(plaats) / pagina + 1; }

bool is_kop(void const* bytes, int grootte, sqlite3_int64 plaats) {
    return plaats == 0 && grootte >= 100 && std::memcmp(bytes, "SQLite format 3", 16) == 0;
}

/// A page of the database that was read.
int bekijk_pagina(Laag& laag, void const* bytes, int grootte, sqlite3_int64 plaats) {
    std::span const gelezen(static_cast<std::byte const*>(bytes), static_cast<std::size_t>(grootte));
    if (plaats == 0 && gelezen.size() >= 100) {
        laag.sommen = std::to_integer<int>(gelezen[reserve_at]) == reserve;
        bool const heel = laag.sommen && is_kop(bytes, grootte, plaats);
        if (!heel && wal::getal(gelezen.subspan<kenmerk_at, 4>()) == kenmerk) return fout(1, false);
    }
    if (!laag.sommen || grootte < 512) return SQLITE_OK;
    if (gelezen.size() != pagina || !klopt(gelezen, paginanummer(plaats))) return fout(paginanummer(plaats), false);
    return SQLITE_OK;
}

/// A page of the log that was read: it must follow on the frame before it.
int bekijk_frame(Laag& laag, void const* bytes, sqlite3_int64 plaats) {
    auto const begin = static_cast<std::uint64_t>(plaats);
    if (begin >= laag.herschreven) return SQLITE_OK;
    auto const nummer = (begin - kop_bytes - frame_kop_bytes) / frame_bytes;
    std::array<std::byte, 8> ervoor{};
    std::array<std::byte, frame_kop_bytes> kop{};
    auto const lees = [&](std::span<std::byte> naar, std::uint64_t van) {
        return laag.onder->pMethods->xRead(laag.onder, naar.data(), static_cast<int>(naar.size()), static_cast<sqlite3_int64>(van));
    };
    auto const som_ervoor = nummer == 0 ? kop_bytes - ervoor.size() : begin - frame_kop_bytes - pagina - ervoor.size();
    if (int const code = lees(ervoor, som_ervoor); code != SQLITE_OK) return code;
    if (int const code = lees(kop, begin - frame_kop_bytes); code != SQLITE_OK) return code;
    std::span<std::byte const> const vorige = ervoor;
    wal::Som const som{wal::getal(vorige.subspan<0, 4>()), wal::getal(vorige.subspan<4, 4>())};
    if (!wal::volgt(som, kop, {static_cast<std::byte const*>(bytes), pagina})) return fout(nummer + 1, true);
    return SQLITE_OK;
}

bool is_frame(int grootte, sqlite3_int64 plaats) {
    auto const na_kop = plaats - static_cast<sqlite3_int64>(kop_bytes + frame_kop_bytes);
    return grootte == static_cast<int>(pagina) && na_kop >= 0 && na_kop % static_cast<sqlite3_int64>(frame_bytes) == 0;
}

int lees(sqlite3_file* file, void* naar, int grootte, sqlite3_int64 plaats) {
    auto& laag = laag_van(file);
    if (int const code = laag.onder->pMethods->xRead(laag.onder, naar, grootte, plaats); code != SQLITE_OK) return code;
    if (laag.soort == Soort::databank) return bekijk_pagina(laag, naar, grootte, plaats);
    if (laag.soort == Soort::log && is_frame(grootte, plaats)) return bekijk_frame(laag, naar, plaats);
    return SQLITE_OK;
}

/// A page that is written again while its transaction runs gets no new head: SQLite makes the sums from there on right at the commit. Until
/// then what is read there cannot be looked at.
void volg_log(Laag& laag, int grootte, sqlite3_int64 plaats) {
    auto const begin = static_cast<std::uint64_t>(plaats);
    if (grootte == static_cast<int>(frame_kop_bytes)) {
        laag.laatste_kop = begin;
        if (begin + frame_kop_bytes <= laag.herschreven) laag.herschreven = geen;
    } else if (is_frame(grootte, plaats) && laag.laatste_kop + frame_kop_bytes != begin) {
        laag.herschreven = std::min(laag.herschreven, begin);
    }
}

int schrijf(sqlite3_file* file, void const* bytes, int grootte, sqlite3_int64 plaats) {
    auto& laag = laag_van(file);
    auto const* methods = laag.onder->pMethods;
    if (laag.soort == Soort::log) volg_log(laag, grootte, plaats);
    if (laag.soort != Soort::databank) return methods->xWrite(laag.onder, bytes, grootte, plaats);
    if (is_kop(bytes, grootte, plaats)) laag.sommen = static_cast<unsigned char const*>(bytes)[reserve_at] == reserve;
    if (!laag.sommen || grootte != static_cast<int>(pagina)) return methods->xWrite(laag.onder, bytes, grootte, plaats);
    std::array<std::byte, pagina> kopie;
    std::memcpy(kopie.data(), bytes, kopie.size());
    stempel(kopie, paginanummer(plaats));
    return methods->xWrite(laag.onder, kopie.data(), grootte, plaats);
}

int sluit(sqlite3_file* file) {
    auto* under = onder(file);
    int const code = under->pMethods == nullptr ? SQLITE_OK : under->pMethods->xClose(under);
    sqlite3_free(under);
    laag_van(file).onder = nullptr;
    return code;
}

constexpr sqlite3_io_methods methoden{
    .iVersion = 2,
    .xClose = sluit,
    .xRead = lees,
    .xWrite = schrijf,
    .xTruncate = [](sqlite3_file* f, sqlite3_int64 size) { return onder(f)->pMethods->xTruncate(onder(f), size); },
    .xSync = [](sqlite3_file* f, int flags) { return onder(f)->pMethods->xSync(onder(f), flags); },
    .xFileSize = [](sqlite3_file* f, sqlite3_int64* size) { return onder(f)->pMethods->xFileSize(onder(f), size); },
    .xLock = [](sqlite3_file* f, int level) { return onder(f)->pMethods->xLock(onder(f), level); },
    .xUnlock = [](sqlite3_file* f, int level) { return onder(f)->pMethods->xUnlock(onder(f), level); },
    .xCheckReservedLock = [](sqlite3_file* f, int* out) { return onder(f)->pMethods->xCheckReservedLock(onder(f), out); },
    .xFileControl = [](sqlite3_file* f, int op, void* arg) { return onder(f)->pMethods->xFileControl(onder(f), op, arg); },
    .xSectorSize = [](sqlite3_file* f) { return onder(f)->pMethods->xSectorSize(onder(f)); },
    .xDeviceCharacteristics = [](sqlite3_file* f) { return onder(f)->pMethods->xDeviceCharacteristics(onder(f)); },
    .xShmMap = [](sqlite3_file* f, int page, int size, int extend,
                  void volatile** out) { return onder(f)->pMethods->xShmMap(onder(f), page, size, extend, out); },
    .xShmLock = [](sqlite3_file* f, int offset, int n, int flags) { return onder(f)->pMethods->xShmLock(onder(f), offset, n, flags); },
    .xShmBarrier = [](sqlite3_file* f) { onder(f)->pMethods->xShmBarrier(onder(f)); },
    .xShmUnmap = [](sqlite3_file* f, int remove) { return onder(f)->pMethods->xShmUnmap(onder(f), remove); },
    .xFetch = nullptr,
    .xUnfetch = nullptr,
};

int open(sqlite3_vfs*, sqlite3_filename name, sqlite3_file* file, int flags, int* out) {
    file->pMethods = nullptr;
    // Looked up each time, so that a test can put a layer of its own below.
    auto* vfs = sqlite3_vfs_find(nullptr);
    auto* under = static_cast<sqlite3_file*>(sqlite3_malloc(vfs->szOsFile));
    if (under == nullptr) return SQLITE_IOERR_NOMEM;
    std::memset(under, 0, static_cast<std::size_t>(vfs->szOsFile));
    int const code = vfs->xOpen(vfs, name, under, flags, out);
    if (code != SQLITE_OK) {
        if (under->pMethods != nullptr) under->pMethods->xClose(under);
        sqlite3_free(under);
        return code;
    }
    auto const soort = (flags & SQLITE_OPEN_MAIN_DB) != 0 ? Soort::databank : (flags & SQLITE_OPEN_WAL) != 0 ? Soort::log : Soort::ander;
    laag_van(file) = {{&methoden}, under, soort, false, geen, geen};
    return SQLITE_OK;
}

} // namespace

char const* laag() {
    static constexpr char const* naam = "ketenpoort-paginasom";
    static int const registered = [] {
        static sqlite3_vfs vfs = *sqlite3_vfs_find(nullptr);
        vfs.zName = naam;
        vfs.szOsFile = sizeof(Laag);
        vfs.pNext = nullptr;
        vfs.xOpen = open;
        return sqlite3_vfs_register(&vfs, 0);
    }();
    return registered == SQLITE_OK ? naam : nullptr;
}

void stempel(std::span<std::byte> pagina_bytes, std::uint64_t nummer) {
    auto const waarde = som(pagina_bytes, nummer);
    std::memcpy(pagina_bytes.data() + pagina - reserve, &waarde, reserve);
}

bool klopt(std::span<std::byte const> pagina_bytes, std::uint64_t nummer) {
    auto const waarde = som(pagina_bytes, nummer);
    return std::memcmp(pagina_bytes.data() + pagina - reserve, &waarde, reserve) == 0;
}

std::string laatste_fout() {
    return fout_in_log ? fmt::format("frame {} van het logboek van de databank (-wal) is beschadigd", foute_plaats)
                       : fmt::format("pagina {} van de databank is beschadigd", foute_plaats);
}

} // namespace store::sqlite::paginasom
