"""The pages of the console, one noun a file; `console.app` lists their routers."""
