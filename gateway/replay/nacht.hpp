#pragma once

#include "gateway/log.hpp"
#include "gateway/metrics.hpp"
#include "gateway/omgeving.hpp"
#include "gateway/pipeline.hpp"
#include "gateway/replay/verify.hpp"

#include <boost/json/object.hpp>

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace gateway::replay {

/// What a verification of the night came to.
struct Nachtuitslag {
    std::int64_t begonnen_ms = 0;
    std::int64_t klaar_ms = 0;
    std::expected<Verificatie, std::string> verificatie; ///< else why there is none, Dutch
};

/// As GET /v1/herhaling shows it: counts, and of the first 100 differences the message and the names of what differs. Pure.
[[nodiscard]] boost::json::object als_json(Nachtuitslag const& uitslag);

/// Verifies all of history every night, on a thread of its own that gives way to everything else. What it finds goes to the metrics and the
/// log; it stops nothing, and the store is only read.
class Nacht {
public:
    /// @param omgeving for decisions from before the store noted any  @pre metrics and log outlive this
    Nacht(std::filesystem::path data, std::shared_ptr<xsd::SchemaSet const> schemas, Omgeving omgeving, std::int64_t minuten, Klok klok,
          Metrics& metrics, Log& log, std::filesystem::path hoofdsleutel = {});
    ~Nacht();
    Nacht(Nacht const&) = delete;
    Nacht& operator=(Nacht const&) = delete;

    /// The last one since the start; nullptr: there was none yet. Any thread.
    [[nodiscard]] std::shared_ptr<Nachtuitslag const> laatste() const;

    /// One verification, here and now; metrics and log tell of it. @param stop ends it early  @returns nullptr: it did
    static std::shared_ptr<Nachtuitslag const> draai(std::filesystem::path const& data, std::shared_ptr<xsd::SchemaSet const> schemas, Omgeving const& omgeving,
                      Moment moment, Metrics& metrics, Log& log, std::atomic<bool> const& stop,
                      std::filesystem::path const& hoofdsleutel = {});

private:
    void run(std::filesystem::path const& data, std::shared_ptr<xsd::SchemaSet const> const& schemas, Omgeving const& omgeving,
             std::int64_t minuten, Klok const& klok, Metrics& metrics, Log& log);

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::atomic<bool> stop_ = false;
    std::shared_ptr<Nachtuitslag const> laatste_;
    std::filesystem::path hoofdsleutel_;
    std::thread thread_;
};

} // namespace gateway::replay
