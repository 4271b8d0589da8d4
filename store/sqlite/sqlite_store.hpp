#pragma once

#include "store/store.hpp"

#include <array>
#include <filesystem>
#include <functional>
#include <memory>

namespace store::sqlite {

/// 32 random bytes for an audit nonce; handed in so that tests repeat.
using Nonce = std::function<std::array<std::byte, 32>()>;

/// Opens (creating and migrating as needed) the store in `directory`, file `ketenpoort.db`, with the settings of reliability.md 2.3.
/// Takes an exclusive lock file first: a second process on the same directory gets store_busy with the holder's process number.
/// Errors: store_busy, store_version (made by a newer program), store_corrupt, store_io, store_full.
model::Result<std::unique_ptr<Store>> open(std::filesystem::path const& directory, Nonce nonce);

/// Nonces from OpenSSL's generator.
Nonce random_nonce();

} // namespace store::sqlite
