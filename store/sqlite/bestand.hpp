#pragma once

#include "xsd/model/error.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

/// Files as the operating system has them, with its errors as ours.
namespace store::sqlite {

/// An open file of our own; closed at the end of its life.
class Bestand {
public:
    enum class Hoe : std::uint8_t {
        lezen,
        rustig,  ///< lezen, each read by itself: the system does not read ahead, so that others need not wait for that at the disk
        nieuw,   ///< must not exist; for its owner only
        schrijven, ///< made when absent; for its owner only
    };
    /// Errors: not_found (lezen, rustig), wrong_use (nieuw, and it is there), store_full, store_io.
    static model::Result<Bestand> open(std::filesystem::path const& path, Hoe hoe);
    Bestand(Bestand&& other) noexcept : path_(std::move(other.path_)), descriptor_(std::exchange(other.descriptor_, -1)) {}
    Bestand& operator=(Bestand&&) = delete;
    ~Bestand();

    /// As many bytes as there are, up to the size of `naar`. @returns how many
    model::Result<std::size_t> lees(std::span<std::byte> naar, std::uint64_t plaats) const;
    /// What reads a file from begin to end does it in pieces of this size: what waits at the disk meanwhile waits for one of them.
    static constexpr std::size_t stuk = std::size_t{128} << 10;
    model::Result<void> schrijf(std::span<std::byte const> bytes, std::uint64_t plaats);
    model::Result<std::uint64_t> grootte() const;
    model::Result<void> kap(std::uint64_t grootte);
    /// On disk, with its size.
    model::Result<void> sync();
    /// Has what was written to a part of it until now carried to the disk, and waits: so that a sync, of this file or of another on the same
    /// file system, finds little to do. It promises nothing: sync() does. @param bytes 0: to the end. Errors: store_io, store_full: what was
    /// written may be gone, and the operating system says so once, so that a sync() after it may well succeed.
    model::Result<void> spoel(std::uint64_t plaats = 0, std::uint64_t bytes = 0) const;

private:
    Bestand(std::filesystem::path path, int descriptor) : path_(std::move(path)), descriptor_(descriptor) {}

    std::filesystem::path path_;
    int descriptor_;
};

/// The names in a directory on disk. Errors: store_io.
model::Result<void> sync_map(std::filesystem::path const& map);
/// The error of a system call on a file.
[[nodiscard]] model::Error system_error(std::filesystem::path const& path, int number);

} // namespace store::sqlite
