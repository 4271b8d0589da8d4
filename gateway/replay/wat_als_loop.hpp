#pragma once

#include "gateway/log.hpp"
#include "gateway/omgeving.hpp"
#include "gateway/pipeline.hpp"
#include "gateway/replay/whatif.hpp"

#include <boost/json/object.hpp>

#include <atomic>
#include <cstdint>
#include <deque>
#include <expected>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace gateway::replay {

/// What somebody wants to know.
struct WatAlsVraag {
    store::Bundel bundel; ///< with the bytes of its files
    model::Period periode;
    std::set<std::string> gemeenten{}; ///< whose messages are compared; empty: of all
    std::string wie;
};

enum class Loopstand : std::uint8_t { bezig, klaar, gestopt, mislukt };
[[nodiscard]] std::string_view name(Loopstand stand);

/// A what-if as it was when it was looked at.
struct WatAlsRun {
    std::string id;
    std::string bundel; ///< naam@versie
    std::string hash;
    model::Period periode;
    std::set<std::string> gemeenten; ///< as in the question
    std::string wie;
    std::int64_t begonnen_ms = 0;
    std::optional<std::int64_t> klaar_ms{};
    Loopstand stand = Loopstand::bezig;
    std::uint64_t gedaan = 0; ///< leaves of the audit log
    std::uint64_t totaal = 0;
    std::string fout{};                       ///< Dutch, when it failed
    std::shared_ptr<WatAls const> uitslag{}; ///< when it is done
};

/// Where it is looked at and ended.
[[nodiscard]] std::string href(WatAlsRun const& run);
[[nodiscard]] boost::json::object als_json(WatAlsRun const& run);

/// What-ifs beside the daemon: one at a time, on a thread of its own that gives way to everything else. The store is only read; what came
/// of the last few is kept in memory. Its functions are for one thread, that of the owner.
class WatAlsLoop {
public:
    /// @param omgeving for decisions from before the store noted any  @pre log outlives this
    WatAlsLoop(std::filesystem::path data, std::filesystem::path hoofdsleutel, std::shared_ptr<xsd::SchemaSet const> schemas,
               Omgeving omgeving, Klok klok, Log& log);
    ~WatAlsLoop();
    WatAlsLoop(WatAlsLoop const&) = delete;
    WatAlsLoop& operator=(WatAlsLoop const&) = delete;

    static constexpr std::size_t bewaard = 3; ///< runs, with what came of them
    /// Cases of each kind in one: some 20 MiB, and 80 MiB more while they are shown as JSON.
    static constexpr std::size_t meeste_gevallen = 20'000;

    /// @returns the run as it begins; else the one that runs already
    [[nodiscard]] std::expected<WatAlsRun, WatAlsRun> begin(std::string id, WatAlsVraag vraag);
    /// The last one first.
    [[nodiscard]] std::vector<WatAlsRun> runs() const;
    [[nodiscard]] std::optional<WatAlsRun> vind(std::string_view id) const;
    /// Stops it when it runs, forgets it when it does not. @returns false: there is none with this id
    bool wis(std::string_view id);
    /// Has what runs stop soon. Waits for nothing.
    void stop();

private:
    void draai(WatAlsVraag const& vraag, std::shared_ptr<WatAlsRun> const& run);
    [[nodiscard]] model::Result<WatAls> reken(WatAlsVraag const& vraag, WatAlsRun& run);

    std::filesystem::path const data_;
    std::filesystem::path const hoofdsleutel_;
    std::shared_ptr<xsd::SchemaSet const> const schemas_;
    Omgeving const omgeving_;
    Klok const klok_;
    Log& log_;
    mutable std::mutex mutex_;                      ///< guards the runs
    std::deque<std::shared_ptr<WatAlsRun>> runs_{}; ///< the last one first
    std::atomic<bool> stop_ = false;
    std::thread thread_;
};

} // namespace gateway::replay
