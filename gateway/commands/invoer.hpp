#pragma once

#include "xsd/model/error.hpp"

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

/// The files an offline command works on, and the progress it shows meanwhile.
namespace gateway::commands {

/// What was named on the command line, with each directory replaced by the *.xml files below it, sorted by path. "-" is standard
/// input. A name that does not exist stays in the list: reading it gives the error, after all others were done.
[[nodiscard]] std::vector<std::string> expand(std::vector<std::string> const& names);

/// The bytes of a file, or of standard input for "-". At most 256 MiB. Errors: not_found, wrong_use.
[[nodiscard]] model::Result<std::string> read_input(std::string const& name);

/// A burgerservicenummer from a file, or from standard input for "-": it never stands on a command line, which the list of processes and the
/// history of the shell show. Blanks around it are left out. Errors: not_found, wrong_use (it is not nine digits).
[[nodiscard]] model::Result<std::string> lees_bsn(std::string const& name);

/// Replaces or makes a file; a reader never sees half of it. Errors: store_io.
[[nodiscard]] model::Result<void> write_output(std::filesystem::path const& path, std::string_view bytes);

/// "12/300 naam" on standard error, on one line that is wiped at the end. Only when that is a terminal and the work takes longer
/// than a second.
class Progress {
public:
    explicit Progress(std::size_t total);
    ~Progress();
    Progress(Progress const&) = delete;
    Progress& operator=(Progress const&) = delete;

    void step(std::size_t done, std::string_view name);
    /// Takes the line away, so that other output can come.
    void clear();

private:
    std::size_t total_;
    bool terminal_;
    bool shown_ = false;
    std::chrono::steady_clock::time_point start_;
};

} // namespace gateway::commands
