#pragma once

#include "gateway/log.hpp"
#include "gateway/metrics.hpp"
#include "gateway/pipeline.hpp"
#include "store/checkpoint.hpp"
#include "store/sqlite/verscheping.hpp"

#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace gateway {

/// Carries what is committed to another folder while the daemon runs, and makes a copy of the store there every night, on a thread of its own
/// that gives way to everything else. What it cannot do goes to the metrics and the log; it stops nothing.
class Kopieen {
public:
    struct Opdracht {
        std::filesystem::path data;
        std::filesystem::path verscheping;  ///< empty: nothing is carried away
        std::filesystem::path reservekopie; ///< empty: no copies
        std::optional<std::int64_t> minuten; ///< after midnight, in the Netherlands: when a copy is made; nullopt: never
        std::optional<store::audit::PublicKey> sleutel;
        std::filesystem::path hoofdsleutel; ///< file of master keys; empty: that in `data`
    };
    /// @pre metrics and log outlive this
    Kopieen(Opdracht opdracht, Klok klok, Metrics& metrics, Log& log);
    ~Kopieen();
    Kopieen(Kopieen const&) = delete;
    Kopieen& operator=(Kopieen const&) = delete;

    /// For the store thread; nullptr: nothing is carried away.
    [[nodiscard]] store::sqlite::Verscheping* verscheping() noexcept { return verscheping_ ? &*verscheping_ : nullptr; }
    /// From here on, until the end. Once.
    void begin();

private:
    void run();
    /// Writes what waits, and begins a new row when the present one was broken.
    void verscheep();
    void nieuwe_basis();
    void maak_reservekopie();
    /// What waits is written during long work as well; an error when it must end.
    model::Result<void> tussendoor();
    /// Once for each thing that is wrong; empty: nothing is.
    void meld(std::string const& fout);

    Opdracht const opdracht_;
    Klok const klok_;
    Metrics& metrics_;
    Log& log_;
    std::optional<store::sqlite::Verscheping> verscheping_;
    std::string gemeld_; ///< what was last told to be wrong

    std::mutex mutex_;
    std::condition_variable changed_;
    bool stop_ = false;
    std::thread thread_;
};

} // namespace gateway
