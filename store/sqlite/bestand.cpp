#include "store/sqlite/bestand.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace store::sqlite {

model::Error system_error(std::filesystem::path const& path, int number) {
    auto const code = number == ENOSPC || number == EDQUOT ? model::ErrorCode::store_full
                      : number == ENOENT                   ? model::ErrorCode::not_found
                      : number == EEXIST                   ? model::ErrorCode::wrong_use
                                                           : model::ErrorCode::store_io;
    return {code, fmt::format("{}: {}", path.string(), std::generic_category().message(number))};
}

model::Result<Bestand> Bestand::open(std::filesystem::path const& path, Hoe hoe) {
    int const flags = hoe == Hoe::lezen || hoe == Hoe::rustig ? O_RDONLY
                      : hoe == Hoe::nieuw                     ? O_RDWR | O_CREAT | O_EXCL
                                                              : O_RDWR | O_CREAT;
    int const descriptor = ::open(path.c_str(), flags | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0) return std::unexpected(system_error(path, errno));
    if (hoe == Hoe::rustig) static_cast<void>(::posix_fadvise(descriptor, 0, 0, POSIX_FADV_RANDOM));
    return Bestand(path, descriptor);
}

Bestand::~Bestand() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

model::Result<std::size_t> Bestand::lees(std::span<std::byte> naar, std::uint64_t plaats) const {
    std::size_t klaar = 0;
    while (klaar < naar.size()) {
        auto const n = ::pread(descriptor_, naar.data() + klaar, naar.size() - klaar, static_cast<off_t>(plaats + klaar));
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return std::unexpected(system_error(path_, errno));
        if (n == 0) break;
        klaar += static_cast<std::size_t>(n);
    }
    return klaar;
}

model::Result<void> Bestand::schrijf(std::span<std::byte const> bytes, std::uint64_t plaats) {
    std::size_t klaar = 0;
    while (klaar < bytes.size()) {
        auto const n = ::pwrite(descriptor_, bytes.data() + klaar, bytes.size() - klaar, static_cast<off_t>(plaats + klaar));
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return std::unexpected(system_error(path_, errno));
        klaar += static_cast<std::size_t>(n);
    }
    return {};
}

model::Result<std::uint64_t> Bestand::grootte() const {
    struct stat gezien {};
    if (::fstat(descriptor_, &gezien) != 0) return std::unexpected(system_error(path_, errno));
    return static_cast<std::uint64_t>(gezien.st_size);
}

model::Result<void> Bestand::kap(std::uint64_t grootte) {
    if (::ftruncate(descriptor_, static_cast<off_t>(grootte)) != 0) return std::unexpected(system_error(path_, errno));
    return {};
}

model::Result<void> Bestand::sync() {
    if (::fsync(descriptor_) != 0) return std::unexpected(system_error(path_, errno));
    return {};
}

model::Result<void> Bestand::spoel(std::uint64_t plaats, std::uint64_t bytes) const {
    constexpr unsigned wachtend = SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE | SYNC_FILE_RANGE_WAIT_AFTER;
    if (::sync_file_range(descriptor_, static_cast<off64_t>(plaats), static_cast<off64_t>(bytes), wachtend) != 0)
        return std::unexpected(system_error(path_, errno));
    return {};
}

model::Result<void> sync_map(std::filesystem::path const& map) {
    int const descriptor = ::open(map.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return std::unexpected(system_error(map, errno));
    int const synced = ::fsync(descriptor);
    int const number = errno;
    ::close(descriptor);
    if (synced != 0) return std::unexpected(system_error(map, number));
    return {};
}

} // namespace store::sqlite
