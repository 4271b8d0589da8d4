#include "store/sqlite/lock_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <string_view>
#include <utility>

namespace store::sqlite {
namespace {

model::Error failed(std::filesystem::path const& file, int number) {
    return {number == ENOSPC ? model::ErrorCode::store_full : model::ErrorCode::store_io,
            fmt::format("{}: systeemfout {}", file.string(), number)};
}

} // namespace

model::Result<LockFile> LockFile::take(std::filesystem::path const& file) {
    int const descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0) return std::unexpected(failed(file, errno));
    LockFile lock(descriptor);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK) return std::unexpected(failed(file, errno));
        char text[32];
        auto const size = ::pread(descriptor, text, sizeof text, 0);
        std::string_view pid(text, size > 0 ? static_cast<std::size_t>(size) : 0);
        pid = pid.substr(0, pid.find('\n'));
        return std::unexpected(
            model::Error{model::ErrorCode::store_busy, fmt::format("{} is al in gebruik door proces {}; stop dat eerst",
                                                                   file.parent_path().string(), pid.empty() ? "?" : pid)});
    }
    auto const pid = fmt::format("{}\n", ::getpid());
    if (::ftruncate(descriptor, 0) != 0 || ::pwrite(descriptor, pid.data(), pid.size(), 0) != static_cast<ssize_t>(pid.size()))
        return std::unexpected(failed(file, errno));
    return lock;
}

LockFile::~LockFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

LockFile::LockFile(LockFile&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

} // namespace store::sqlite
