#pragma once

#include "store/audit.hpp"
#include "store/sqlite/bestand.hpp"
#include "store/sqlite/wal.hpp"
#include "xsd/model/error.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What is committed, carried away in pieces while the store is in use: with a copy of the store it can be made again as it was at any of
/// them. A piece is a file of whole frames of the log of the database, up to a commit; each names the one before it by its hash.
namespace store::sqlite {

/// What a piece says of itself.
struct Segment {
    std::uint64_t nummer = 0;
    std::int64_t moment_ms = 0; ///< UTC, when it was cut: everything answered before is in it or in an earlier one
    std::uint64_t frames = 0;
    std::string vorige; ///< hex, of the head of the one before it; empty: a row begins here
    std::string inhoud; ///< hex, of its frames
};
constexpr std::size_t segment_kop_bytes = 512;
/// The head: lines that people can read, with a checksum, always as long.
[[nodiscard]] std::string tekst(Segment const& segment);
/// nullopt unless tekst() makes exactly these bytes.
[[nodiscard]] std::optional<Segment> ontleed_segment(std::string_view kop);
/// What the next one names it by: hex.
[[nodiscard]] std::string kop_hash(Segment const& segment);
[[nodiscard]] std::string bestandsnaam(std::uint64_t nummer);
/// The heads of the segments in a folder, in order; what is no segment is left out. Errors: store_io.
model::Result<std::vector<Segment>> segmenten(std::filesystem::path const& map);

/// Cuts on the store thread, waits in memory, and is written by another thread. What does not fit in memory while the other side is away is
/// dropped, and a new copy must begin a new row.
class Verscheping {
public:
    using Klok = std::function<std::int64_t()>; ///< UTC, milliseconds; any thread

    /// @param log the log of the database  @param laatste the last segment that is there already
    Verscheping(std::filesystem::path log, Klok klok, std::optional<Segment> const& laatste);

    /// Cuts when there is something that waited long enough, or enough of it; always before the log may go (`moet`). Store thread.
    /// @param frames of the log that are committed
    void snij(std::int64_t frames, bool moet);

    /// Begins a new row with what is committed from here on; a copy made after this belongs to it. @returns the number of its first segment
    std::uint64_t begin();
    /// The number of the next segment, which will be cut soon, even when nothing happens.
    std::uint64_t vraag();
    /// Whether the row was broken: begin() is to be called again. True at first.
    [[nodiscard]] bool gebroken() const;
    /// Gives the row up: the copy that it belongs to did not come about.
    void breek();
    /// Writes what waits, each on disk with its name before the next. Errors: store_full, store_io; what was not written stays.
    model::Result<void> schrijf(std::filesystem::path const& map);
    /// Milliseconds that the oldest commit that is not written yet waits; 0: there is none.
    [[nodiscard]] std::int64_t achterstand_ms() const;

private:
    struct Wachtend {
        Segment segment;
        std::vector<std::byte> frames;
    };
    void laat_vallen();

    std::filesystem::path const log_pad_;
    Klok const klok_;

    // Store thread.
    std::optional<Bestand> log_;
    std::uint64_t zout_ = 0;
    std::uint64_t gesneden_ = 0; ///< frames of this log that are in a segment
    wal::Som som_;

    mutable std::mutex mutex_; ///< guards all below
    std::deque<Wachtend> wachtrij_;
    std::size_t wachtende_bytes_ = 0;
    std::uint64_t volgende_ = 1;
    std::string vorige_;
    std::int64_t oudste_ms_ = 0; ///< of what was committed and not cut; 0: nothing was
    bool gebroken_ = true;
    bool begin_ = false;   ///< the next cut starts where the log is then
    bool gevraagd_ = false;
};

/// Puts the frames of segments into a database file that nobody has open, up to the moment asked for.
class Naspeler {
public:
    /// @param databank of the copy they follow on
    static model::Result<Naspeler> open(std::filesystem::path const& databank);
    /// One segment, from its file. Errors: store_corrupt, when it is not what its head says; store_io, store_full.
    model::Result<void> speel(std::filesystem::path const& file, Segment const& segment);
    /// On disk.
    model::Result<void> klaar();

private:
    explicit Naspeler(Bestand databank) : databank_(std::move(databank)) {}
    Bestand databank_;
};

} // namespace store::sqlite
