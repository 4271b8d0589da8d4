#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

/// A layer under SQLite that makes writes and syncs of files fail on command, or tells of them, to test what follows from that.
namespace support {

struct Faults {
    int writes_left = 0; ///< the write that fails, counted down from here, and all after it; 0: none does
    int write_code = 0;
    int syncs_left = 0; ///< the sync that fails, once; 0: none does
    bool happened = false;
};

inline Faults faults;

/// What was asked of a file, and done.
struct FileEvent {
    enum class What : std::uint8_t { write, truncate, sync };
    What what = What::write;
    std::string file;
    std::int64_t at = 0; ///< of a truncate: the size
    std::string bytes;
};

/// Hears of every event while it is set.
inline std::function<void(FileEvent)> listener;

/// An open file: ours, followed in memory by the one of the layer below.
struct FaultFile {
    sqlite3_file base;
    char const* name; ///< SQLite's, as long as the file is open
    [[nodiscard]] sqlite3_file* below() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

inline sqlite3_file* below(sqlite3_file* file) { return reinterpret_cast<FaultFile*>(file)->below(); }

/// @returns `code`
inline int tell(int code, sqlite3_file* file, FileEvent event) {
    auto const* name = reinterpret_cast<FaultFile*>(file)->name;
    if (code != SQLITE_OK || !listener || name == nullptr) return code;
    event.file = name;
    listener(std::move(event));
    return code;
}

inline int faulty_write(sqlite3_file* file, void const* bytes, int size, sqlite3_int64 place) {
    if (faults.writes_left == 1) {
        faults.happened = true;
        return faults.write_code;
    }
    if (faults.writes_left > 1) --faults.writes_left;
    return tell(below(file)->pMethods->xWrite(below(file), bytes, size, place), file,
                {FileEvent::What::write, {}, place, std::string(static_cast<char const*>(bytes), static_cast<std::size_t>(size))});
}

inline int told_truncate(sqlite3_file* file, sqlite3_int64 size) {
    return tell(below(file)->pMethods->xTruncate(below(file), size), file, {FileEvent::What::truncate, {}, size, {}});
}

inline int faulty_sync(sqlite3_file* file, int flags) {
    if (faults.syncs_left > 0 && --faults.syncs_left == 0) {
        faults.happened = true;
        return SQLITE_IOERR_FSYNC;
    }
    return tell(below(file)->pMethods->xSync(below(file), flags), file, {FileEvent::What::sync, {}, 0, {}});
}

inline sqlite3_io_methods const fault_methods{
    .iVersion = 2,
    .xClose = [](sqlite3_file* f) { return below(f)->pMethods->xClose(below(f)); },
    .xRead = [](sqlite3_file* f, void* to, int n, sqlite3_int64 at) { return below(f)->pMethods->xRead(below(f), to, n, at); },
    .xWrite = faulty_write,
    .xTruncate = told_truncate,
    .xSync = faulty_sync,
    .xFileSize = [](sqlite3_file* f, sqlite3_int64* size) { return below(f)->pMethods->xFileSize(below(f), size); },
    .xLock = [](sqlite3_file* f, int level) { return below(f)->pMethods->xLock(below(f), level); },
    .xUnlock = [](sqlite3_file* f, int level) { return below(f)->pMethods->xUnlock(below(f), level); },
    .xCheckReservedLock = [](sqlite3_file* f, int* out) { return below(f)->pMethods->xCheckReservedLock(below(f), out); },
    .xFileControl = [](sqlite3_file* f, int op, void* arg) { return below(f)->pMethods->xFileControl(below(f), op, arg); },
    .xSectorSize = [](sqlite3_file* f) { return below(f)->pMethods->xSectorSize(below(f)); },
    .xDeviceCharacteristics = [](sqlite3_file* f) { return below(f)->pMethods->xDeviceCharacteristics(below(f)); },
    .xShmMap = [](sqlite3_file* f, int page, int size, int extend,
                  void volatile** out) { return below(f)->pMethods->xShmMap(below(f), page, size, extend, out); },
    .xShmLock = [](sqlite3_file* f, int offset, int n, int flags) { return below(f)->pMethods->xShmLock(below(f), offset, n, flags); },
    .xShmBarrier = [](sqlite3_file* f) { below(f)->pMethods->xShmBarrier(below(f)); },
    .xShmUnmap = [](sqlite3_file* f, int remove) { return below(f)->pMethods->xShmUnmap(below(f), remove); },
    .xFetch = nullptr,
    .xUnfetch = nullptr,
};

inline int faulty_open(sqlite3_vfs* vfs, sqlite3_filename name, sqlite3_file* file, int flags, int* out) {
    auto* real = static_cast<sqlite3_vfs*>(vfs->pAppData);
    file->pMethods = nullptr;
    reinterpret_cast<FaultFile*>(file)->name = name;
    int const code = real->xOpen(real, name, below(file), flags, out);
    if (code == SQLITE_OK) file->pMethods = &fault_methods;
    return code;
}

/// While it lives, every file that SQLite opens goes through the layer. At most one at a time.
class FaultVfs {
public:
    FaultVfs() : vfs_(*sqlite3_vfs_find(nullptr)) {
        faults = {};
        listener = nullptr;
        vfs_.pAppData = sqlite3_vfs_find(nullptr);
        vfs_.zName = "faults";
        vfs_.szOsFile += static_cast<int>(sizeof(FaultFile));
        vfs_.xOpen = faulty_open;
        sqlite3_vfs_register(&vfs_, 1);
    }
    ~FaultVfs() {
        // Whatever was registered meanwhile must not take its place as the default.
        sqlite3_vfs_register(static_cast<sqlite3_vfs*>(vfs_.pAppData), 1);
        sqlite3_vfs_unregister(&vfs_);
    }
    FaultVfs(FaultVfs const&) = delete;
    FaultVfs& operator=(FaultVfs const&) = delete;

private:
    sqlite3_vfs vfs_;
};

} // namespace support
