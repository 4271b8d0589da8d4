#pragma once

#include "gateway/pipeline.hpp"
#include "xsd/model/error.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace gateway::commands {

/// Which message came in on which day, and in which order: verloop.csv of `generate`. Messages are known by their file name.
class Verloop {
public:
    /// @param regels file name and day, in the order in which they came in
    explicit Verloop(std::vector<std::pair<std::string, model::Date>> const& regels);

    /// Puts files in the order of the list. Error: wrong_use, when one is not on it.
    [[nodiscard]] model::Result<void> orden(std::vector<std::string>& names) const;
    /// When a file came in: its day, at a moment that follows from its place on the list, so that a run repeats. @pre it is on it
    [[nodiscard]] Moment moment(std::string const& name) const;

private:
    struct Plek {
        std::size_t volgnummer = 0;
        model::Date dag;
        std::int64_t op_dag = 0; ///< how many came before it that day
    };
    [[nodiscard]] Plek const* vind(std::string const& name) const;

    /// Found by a view, so that no name is copied to look it up.
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view name) const noexcept { return std::hash<std::string_view>()(name); }
    };
    std::unordered_map<std::string, Plek, Hash, std::equal_to<>> plekken_;
};

/// Reads the columns `bestand` and `dag` of a CSV. Errors: not_found, wrong_use with the line.
[[nodiscard]] model::Result<Verloop> lees_verloop(std::string const& bestand);

} // namespace gateway::commands
