#pragma once

#include "tests/scenarios/case.hpp"
#include "xsd/schema_set.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace scenarios {

/// What came back for one message.
struct Reply {
    std::int64_t id = 0;
    std::string uitkomst;
    std::vector<Bevinding> bevindingen; ///< sorted
    std::string besluit;                ///< the decision record
    std::string retour;                 ///< empty: there is none
};

/// A way into the program with an empty store of its own. Faults that are no decisions throw std::runtime_error.
class Door {
public:
    virtual ~Door() = default;
    virtual Reply send(std::string const& bytes) = 0;
    /// What was logged so far; empty when this way in has no log.
    [[nodiscard]] virtual std::string log() const = 0;
    /// Decides all that was sent so far again. @returns what is not the same, a line each
    [[nodiscard]] virtual std::vector<std::string> replay() = 0;
};

/// A temporary directory that goes with its owner.
class TemporaryDirectory {
public:
    TemporaryDirectory();
    ~TemporaryDirectory();
    TemporaryDirectory(TemporaryDirectory const&) = delete;
    TemporaryDirectory& operator=(TemporaryDirectory const&) = delete;
    [[nodiscard]] std::filesystem::path const& path() const { return path_; }

private:
    std::filesystem::path path_;
};

/// The pipeline on a SQLite store, in this process.
std::unique_ptr<Door> open_in_process(Case const& c, std::shared_ptr<xsd::SchemaSet const> schemas);
/// A real `ketenpoort serve`, spoken to over HTTP.
std::unique_ptr<Door> open_daemon(Case const& c, std::filesystem::path const& program, std::shared_ptr<xsd::SchemaSet const> schemas);

/// Makes a store in an empty or absent directory, with the bundle of a case active in it.
void begin_store(Case const& c, std::filesystem::path const& data);

/// What Door::replay() promises, of a data directory that may be in use.
std::vector<std::string> replay_faults(std::filesystem::path const& data, std::shared_ptr<xsd::SchemaSet const> schemas);

/// The findings of a decision record or of a problem+json.
std::vector<Bevinding> findings_of(std::string const& json_text);

} // namespace scenarios
