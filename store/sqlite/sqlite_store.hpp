#pragma once

#include "store/store.hpp"

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <limits>
#include <memory>
#include <string_view>

namespace store::sqlite {

/// 32 random bytes for an audit nonce; handed in so that tests repeat.
using Nonce = std::function<std::array<std::byte, 32>()>;

/// Up to how large a database open() looks at every page and row of for damage. That reads everything, about 100 MB a second, and so
/// bounds how soon a store is ready.
constexpr std::uintmax_t check_always = std::numeric_limits<std::uintmax_t>::max();
constexpr std::uintmax_t check_when_small = std::uintmax_t{64} * 1024 * 1024;

/// Whether what is committed must survive. A scratch store need not: nothing is synced, and it has no readers of its own. It keeps what
/// decisions ask for: no leaves, outbox or clocks, and bytes, decision and answer only of messages that people decide on or are our own.
enum class Bewaring : bool { duurzaam, kladblok };

/// Where the master keys of a store are: in file `hoofdsleutel`, or when that is empty in file "hoofdsleutel" of its directory.
[[nodiscard]] std::filesystem::path sleutelbestand(std::filesystem::path const& directory, std::filesystem::path const& hoofdsleutel);

/// What open() does not do at once: a Dutch sentence each time it got on.
using Voortgang = std::function<void(std::string_view)>;

/// Opens (creating and migrating as needed) the store in `directory`, file `ketenpoort.db`, with the settings of reliability.md 2.3.
/// Takes an exclusive lock file first: a second process on the same directory gets store_busy with the holder's process number.
/// What is personal is locked with the master keys of sleutelbestand(). A store without keys gets them: a file in its own directory is made
/// then, one of its own place must be there. A scratch store has a key of its own that is kept nowhere, unless a file is
/// given. A store of a form without
/// encryption is locked first, which goes on where it was stopped; `voortgang` tells how far it is.
/// Errors: store_busy, not_found and wrong_use (master keys missing, damaged, readable by others, of another store), store_version (made by a newer program), store_corrupt, store_io, store_full.
/// A database larger than `check_up_to` is opened after its header, its form, and the end of the audit log against its tree were looked
/// at; the caller then owes it a Reader::check(), and stops when that finds damage.
model::Result<std::unique_ptr<Store>> open(std::filesystem::path const& directory, Nonce nonce, std::uintmax_t check_up_to = check_always,
                                           Bewaring bewaring = Bewaring::duurzaam, std::filesystem::path const& hoofdsleutel = {},
                                           Voortgang const& voortgang = {});

/// Whether others in this process may have a store open as well.
enum class Gebruik : bool { gedeeld, alleen };

/// Reads a store without opening it: no lock, so that it can be done beside the process that has it open, and nothing is written, repaired
/// or looked at first. Errors: not_found, wrong_use (master keys), store_version (of another form than this program's), store_corrupt, store_io.
/// @param gebruik alleen: Reader::check() then reads in pieces, so that it keeps the disk from nobody.
model::Result<std::unique_ptr<Reader>> open_reader(std::filesystem::path const& directory, std::filesystem::path const& hoofdsleutel = {},
                                                   Gebruik gebruik = Gebruik::gedeeld);

/// Holds the side file against the store, also beside the process that has it open: whether work is gone that was committed. Errors:
/// store_corrupt, with what to do; store_io.
model::Result<void> kijk_stand_na(std::filesystem::path const& directory);

/// Writes the side file anew from what the store says now. What it said before is lost: look at the whole store first. Takes the lock.
/// Errors: store_busy, store_corrupt, store_io, not_found.
model::Result<void> maak_stand(std::filesystem::path const& directory);

/// Has SQLite not count what memory it has in use: threads that use it at the same time wait for that count at every allocation, which was a
/// third of the time of a replay. Gone with it is the bound over all connections of 128 MiB (reliability.md 2.3), so this is for a process that
/// serves nobody. @pre nothing of a store was opened yet in this process
void zonder_geheugentelling();

class Verscheping;
/// Has what is committed carried away from here on; nullptr: no more. @pre the store was opened here. Store thread, or before there is one.
void verscheep(Store& store, Verscheping* verscheping);

class Spoeler;
/// About 40 MB of log: large enough that pages written again and again go to the database once, small enough to start quickly.
constexpr std::int64_t checkpoint_pages = 10'000;
/// Has another thread carry to the disk what the store writes into the database from its log (Bijwerker); nullptr: the store thread waits for
/// the disk itself. @param vanaf pages in the log from which it is taken up. @pre the store was opened here. Store thread, or before there is one.
void spoel(Store& store, Spoeler* spoeler, std::int64_t vanaf = checkpoint_pages);

/// Nonces from OpenSSL's generator.
Nonce random_nonce();

} // namespace store::sqlite
