#pragma once

#include "gateway/replay/overdracht.hpp"
#include "xsd/model/error.hpp"

#include <cstddef>
#include <exception>
#include <functional>
#include <optional>
#include <thread>

namespace gateway::replay {

/// What is done with a decision once it is taken, on a thread of its own and in order, while the next ones are taken.
class Achteraf {
public:
    using Werk = std::move_only_function<model::Result<void>()>;

    /// @param begin runs on the new thread before anything else
    explicit Achteraf(std::function<void()> const& begin = {});
    ~Achteraf();
    Achteraf(Achteraf const&) = delete;
    Achteraf& operator=(Achteraf const&) = delete;

    /// Has it done after all that was given before; waits when much of that still has to be done. @param bytes what it holds, about
    /// @returns false: something before it failed; klaar() tells what
    bool doe(Werk werk, std::size_t bytes);

    /// Waits until all of it is done; after this nothing more is given. @returns the first error; what came after it was not done
    model::Result<void> klaar();

private:
    void run();

    Overdracht<Werk> overdracht_;
    std::optional<model::Error> fout_; ///< of the thread, until it is joined
    std::exception_ptr fault_;         ///< likewise
    std::thread thread_;
};

} // namespace gateway::replay
